// A plugin that fits and whose dialect throws what it may not throw. It adds a line to a file for
// each dialect that is made.
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "whimbrel/core/error.h"
#include "whimbrel/sdk/plugin.h"

namespace {

using namespace whimbrel;

// A type of this library: its code must still be there when the exception dies.
struct OwnException : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class ThrowingTypes : public TypeSystem {
 public:
  std::variant<std::string, Unsupported> native(const SqlType&, const ServerInfo&) const override {
    throw 42;
  }
  std::string spelling(std::string_view) const override { throw OwnException("no spelling"); }
};

class ThrowingIntrospector : public Introspector {
 public:
  Schema read(Connection&, const IntrospectionScope&) const override {
    throw Error(ErrorCode::connection, "the link broke").with_native_code("08006");
  }
};

class ThrowingRenderer : public OpRenderer {
 public:
  Rendered render(std::span<const Operation>, RenderContext&) const override {
    throw OwnException("no rendering");
  }
};

class ThrowingDialect : public Dialect {
 public:
  ThrowingDialect() {
    if (const char* folder = std::getenv("WHIMBREL_TEST_MARKERS"))
      std::ofstream(std::string(folder) + "/made", std::ios::app) << "made\n";
  }
  std::string_view name() const override { return "throwing"; }
  const Capabilities& capabilities() const override { return capabilities_; }
  const Syntax& syntax() const override { return syntax_; }
  const TypeSystem& types() const override { return types_; }
  const Introspector& introspector() const override { return introspector_; }
  const OpRenderer& renderer() const override { return renderer_; }
  std::unique_ptr<Connection> connect(const Endpoint& endpoint) const override {
    throw OwnException("login failed with password '" + endpoint.password.reveal() + "'");
  }

 private:
  Capabilities capabilities_;
  Syntax syntax_;
  ThrowingTypes types_;
  ThrowingIntrospector introspector_;
  ThrowingRenderer renderer_;
};

}  // namespace

WHIMBREL_PLUGIN(ThrowingDialect, "throwing", "1.0", "throwing")
