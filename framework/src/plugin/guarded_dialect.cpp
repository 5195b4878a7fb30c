#include "whimbrel/plugin/guarded_dialect.h"

#include <utility>

#include "guarded_abilities.h"
#include "guarded_connection.h"

namespace whimbrel {
namespace {

class GuardedTypes final : public TypeSystem {
 public:
  GuardedTypes(const Dialect& dialect, const std::string& plugin)
      : inner_(&call_plugin(plugin, [&]() -> const TypeSystem& { return dialect.types(); })),
        plugin_(&plugin) {}
  std::variant<std::string, Unsupported> native(const SqlType& type,
                                                const ServerInfo& server) const override {
    return call_plugin(*plugin_, [&] { return inner_->native(type, server); });
  }
  std::string spelling(std::string_view native_text) const override {
    return call_plugin(*plugin_, [&] { return inner_->spelling(native_text); });
  }

 private:
  const TypeSystem* inner_;
  const std::string* plugin_;
};

class GuardedIntrospector final : public Introspector {
 public:
  GuardedIntrospector(const Dialect& dialect, const std::string& plugin)
      : inner_(
            &call_plugin(plugin, [&]() -> const Introspector& { return dialect.introspector(); })),
        plugin_(&plugin) {}
  Schema read(Connection& connection, const IntrospectionScope& scope) const override {
    return call_plugin(*plugin_, [&] { return inner_->read(unguarded(connection), scope); });
  }

 private:
  const Introspector* inner_;
  const std::string* plugin_;
};

class GuardedRenderer final : public OpRenderer {
 public:
  GuardedRenderer(const Dialect& dialect, const std::string& plugin)
      : inner_(&call_plugin(plugin, [&]() -> const OpRenderer& { return dialect.renderer(); })),
        plugin_(&plugin) {}
  Rendered render(std::span<const Operation> operations, RenderContext& now) const override {
    return call_plugin(*plugin_, [&] { return inner_->render(operations, now); });
  }

 private:
  const OpRenderer* inner_;
  const std::string* plugin_;
};

// What the plugin returns by reference lives as long as its dialect, so it is asked for once.
class GuardedDialect final : public Dialect {
 public:
  GuardedDialect(const Dialect& inner, std::string plugin)
      : inner_(&inner),
        plugin_(std::move(plugin)),
        name_(call_plugin(plugin_, [&] { return std::string(inner.name()); })),
        capabilities_(call_plugin(plugin_, [&] { return inner.capabilities(); })),
        syntax_(call_plugin(plugin_, [&] { return inner.syntax(); })),
        types_(inner, plugin_),
        introspector_(inner, plugin_),
        renderer_(inner, plugin_),
        abilities_(inner, plugin_) {}

  std::string_view name() const override { return name_; }
  const Capabilities& capabilities() const override { return capabilities_; }
  const Syntax& syntax() const override { return syntax_; }
  const TypeSystem& types() const override { return types_; }
  const Introspector& introspector() const override { return introspector_; }
  const OpRenderer& renderer() const override { return renderer_; }
  const void* ability(std::string_view id) const override { return abilities_.find(id); }

  std::unique_ptr<Connection> connect(const Endpoint& endpoint) const override {
    std::unique_ptr<Connection> connection = call_plugin(
        plugin_, [&] { return inner_->connect(endpoint); }, endpoint.password);
    if (connection == nullptr)
      throw Error(ErrorCode::plugin,
                  "the plugin '" + plugin_ + "' made no connection and gave no reason");
    return std::make_unique<GuardedConnection>(std::move(connection), plugin_);
  }

 private:
  const Dialect* inner_;
  std::string plugin_;
  std::string name_;
  Capabilities capabilities_;
  Syntax syntax_;
  GuardedTypes types_;
  GuardedIntrospector introspector_;
  GuardedRenderer renderer_;
  GuardedAbilities abilities_;
};

}  // namespace

std::unique_ptr<const Dialect> guarded(const Dialect& plugin_dialect, std::string plugin) {
  return std::make_unique<const GuardedDialect>(plugin_dialect, std::move(plugin));
}

}  // namespace whimbrel
