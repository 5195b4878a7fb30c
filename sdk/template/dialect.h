// The root of the plugin: what the database is like, and the parts that work with it.
#pragma once

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/sdk/standard_renderer.h"

namespace example {

class ExampleTypes : public whimbrel::TypeSystem {
 public:
  std::variant<std::string, whimbrel::Unsupported> native(
      const whimbrel::SqlType& type, const whimbrel::ServerInfo& server) const override;
  std::string spelling(std::string_view native_text) const override;
};

class ExampleIntrospector : public whimbrel::Introspector {
 public:
  whimbrel::Schema read(whimbrel::Connection& connection,
                        const whimbrel::IntrospectionScope& scope) const override;
};

/// The standard's SQL, changed where this database says it in another way.
class ExampleRenderer : public whimbrel::sdk::StandardRenderer {
 public:
  using StandardRenderer::StandardRenderer;

 protected:
  whimbrel::sdk::Answer create_constraint(const whimbrel::CreateConstraint& op,
                                          whimbrel::sdk::RenderWork& work) const override;
  whimbrel::sdk::Answer drop_constraint(const whimbrel::DropConstraint& op,
                                        whimbrel::sdk::RenderWork& work) const override;
  void autoincrement(const whimbrel::Column& column, const whimbrel::Table& table,
                     whimbrel::SqlWriter& sql) const override;
};

class ExampleDialect : public whimbrel::Dialect {
 public:
  ExampleDialect();
  std::string_view name() const override { return "example"; }
  const whimbrel::Capabilities& capabilities() const override { return capabilities_; }
  const whimbrel::Syntax& syntax() const override { return syntax_; }
  const whimbrel::TypeSystem& types() const override { return types_; }
  const whimbrel::Introspector& introspector() const override { return introspector_; }
  const whimbrel::OpRenderer& renderer() const override { return renderer_; }
  std::unique_ptr<whimbrel::Connection> connect(const whimbrel::Endpoint& endpoint) const override;

 private:
  whimbrel::Capabilities capabilities_;
  whimbrel::Syntax syntax_;
  ExampleTypes types_;
  ExampleIntrospector introspector_;
  ExampleRenderer renderer_{*this};
};

}  // namespace example
