// What a renderer is told about a database that is at hand.
#pragma once

#include <map>
#include <optional>

#include "whimbrel/dialect/dialect.h"

namespace whimbrel {

/// Looks tables up in the live database, each once and only when it is asked for. Borrows dialect
/// and connection. `forget` makes it look again. [one thread at a time]
class LiveContext final : public RenderContext {
 public:
  LiveContext(const Dialect& dialect, Connection& connection)
      : dialect_(&dialect), connection_(&connection) {}

  const Table* table(const QualifiedName& name) override;
  std::vector<QualifiedName> referring_tables(const QualifiedName& name) override;
  std::vector<SchemaObject> objects_on(const QualifiedName& table) override;
  const Schema* schema() override;
  const ServerInfo& server() const override { return connection_->server(); }
  bool offline() const override { return false; }

  void forget();

 private:
  void look_up(const QualifiedName& name);

  const Dialect* dialect_;
  Connection* connection_;
  std::map<QualifiedName, std::optional<Table>> known_;
  std::map<QualifiedName, std::vector<SchemaObject>> objects_;
  std::optional<Schema> whole_;
};

}  // namespace whimbrel
