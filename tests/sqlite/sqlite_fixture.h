// A SQLite database of its own for one test, and operations carried out on it.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/dialect_fixture.h"
#include "whimbrel/dialect/op_renderer.h"

namespace whimbrel::test {

/// What a renderer sees of a live database: one table at a time.
class LiveContext final : public RenderContext {
 public:
  LiveContext(const Dialect& dialect, Connection& connection)
      : dialect_(dialect), connection_(connection) {}

  const Table* table(const QualifiedName& name) override;
  std::vector<QualifiedName> referring_tables(const QualifiedName& name) override;
  std::vector<SchemaObject> objects_on(const QualifiedName& table) override;
  const Schema* schema() override;
  const ServerInfo& server() const override { return connection_.server(); }
  bool offline() const override { return false; }

  int lookups = 0;

 private:
  const Dialect& dialect_;
  Connection& connection_;
  std::map<QualifiedName, Schema> seen_;
  std::optional<Schema> whole_;
};

/// A context that knows nothing.
class OfflineContext final : public RenderContext {
 public:
  explicit OfflineContext(const ServerInfo& server) : server_(server) {}
  const Table* table(const QualifiedName&) override { return nullptr; }
  std::vector<QualifiedName> referring_tables(const QualifiedName&) override { return {}; }
  std::vector<SchemaObject> objects_on(const QualifiedName&) override { return {}; }
  const Schema* schema() override { return nullptr; }
  const ServerInfo& server() const override { return server_; }
  bool offline() const override { return true; }

 private:
  const ServerInfo& server_;
};

class SqliteDatabase {
 public:
  /// With what the script makes in it.
  explicit SqliteDatabase(std::string_view script = {});

  const Dialect& dialect() const { return database_.dialect(); }
  const FreshDatabase& place() const { return database_; }
  Connection& connection() { return *connection_; }

  void run(std::string_view script);
  Schema read(const IntrospectionScope& scope = {});
  Table table(std::string_view name);
  /// The first value of the first row, or "NULL", or "" when there is no row.
  std::string value(std::string_view query);
  /// The statements for the operations; throws std::runtime_error with the reason when they are
  /// Unsupported.
  std::vector<Statement> rendered(const std::vector<Operation>& operations);
  /// Why the operations are Unsupported, or empty.
  std::string unsupported(const std::vector<Operation>& operations);
  /// Carries the operations out as a migration of their own; rolls back and throws when a statement
  /// fails or gives rows that it must not give.
  void migrate(const std::vector<Operation>& operations);

 private:
  void run_phase(std::span<const Statement> statements, Statement::Phase phase);

  FreshDatabase database_;
  std::unique_ptr<Connection> connection_;
};

/// A column for short.
Column column(std::string_view name, std::string_view type, bool nullable = true);
std::vector<Identifier> names(std::initializer_list<const char*> texts);

/// How many of the statements begin with `words`.
int count_of(const std::vector<Statement>& statements, std::string_view words);

}  // namespace whimbrel::test
