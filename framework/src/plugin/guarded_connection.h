// A plugin's connection behind the exception guard.
#pragma once

#include <memory>
#include <string>

#include "whimbrel/dialect/connection.h"
#include "whimbrel/plugin/guard.h"

namespace whimbrel {

/// Owns the plugin's connection, or borrows one that the plugin keeps (a scratch place's).
class GuardedConnection final : public Connection {
 public:
  GuardedConnection(std::unique_ptr<Connection> inner, const std::string& plugin)
      : owned_(std::move(inner)), inner_(owned_.get()), plugin_(&plugin) {}
  GuardedConnection(Connection& inner, const std::string& plugin)
      : inner_(&inner), plugin_(&plugin) {}

  const ServerInfo& server() const override {
    return call_plugin(*plugin_, [&]() -> const ServerInfo& { return inner_->server(); });
  }
  std::uint64_t execute(std::string_view sql) override {
    return call_plugin(*plugin_, [&] { return inner_->execute(sql); });
  }
  Rows query(std::string_view sql) override {
    return call_plugin(*plugin_, [&] { return inner_->query(sql); });
  }
  void begin() override {
    call_plugin(*plugin_, [&] { inner_->begin(); });
  }
  void commit() override {
    call_plugin(*plugin_, [&] { inner_->commit(); });
  }
  void rollback() override {
    call_plugin(*plugin_, [&] { inner_->rollback(); });
  }
  std::string session_id() const override {
    return call_plugin(*plugin_, [&] { return inner_->session_id(); });
  }

  Connection& inner() const { return *inner_; }

 private:
  std::unique_ptr<Connection> owned_;
  Connection* inner_;
  const std::string* plugin_;
};

/// The connection as the plugin made it: a plugin may rely on being handed its own class.
inline Connection& unguarded(Connection& connection) {
  auto* guarded = dynamic_cast<GuardedConnection*>(&connection);
  return guarded != nullptr ? guarded->inner() : connection;
}

}  // namespace whimbrel
