#include "postgresql/live_schema.h"

#include <gtest/gtest.h>

#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_splitter.h"

namespace whimbrel::test {
namespace {

// What a table looks like now is asked of the database.
class LiveContext final : public RenderContext {
 public:
  explicit LiveContext(Connection& connection) : connection_(&connection) {}

  const Table* table(const QualifiedName& name) override {
    IntrospectionScope scope;
    scope.only = {name};
    schemas_.push_back(std::make_unique<Schema>(read_schema(*connection_, scope)));
    return schemas_.back()->table(name);
  }
  std::vector<QualifiedName> referring_tables(const QualifiedName&) override { return {}; }
  std::vector<SchemaObject> objects_on(const QualifiedName& table) override {
    std::vector<SchemaObject> objects;
    for (const auto& [id, object] : schema()->objects)
      if (id.table == table) objects.push_back(object);
    return objects;
  }
  const Schema* schema() override {
    schemas_.push_back(std::make_unique<Schema>(read_schema(*connection_)));
    return schemas_.back().get();
  }
  const ServerInfo& server() const override { return connection_->server(); }
  bool offline() const override { return false; }

 private:
  Connection* connection_;
  std::vector<std::unique_ptr<Schema>> schemas_;
};

}  // namespace

const Dialect& postgresql() { return test_dialect("postgresql"); }

Schema read_schema(Connection& connection, const IntrospectionScope& scope) {
  return postgresql().introspector().read(connection, scope);
}

Table read_table(Connection& connection, std::string_view name) {
  const Schema schema = read_schema(connection);
  const Table* table = schema.table(QualifiedName(name));
  if (table != nullptr) return *table;
  ADD_FAILURE() << "there is no table " << name;
  return {};
}

std::vector<Statement> rendered(Connection& connection, std::span<const Operation> operations) {
  LiveContext context(connection);
  Rendered result = postgresql().renderer().render(operations, context);
  if (auto* statements = std::get_if<std::vector<Statement>>(&result))
    return std::move(*statements);
  ADD_FAILURE() << std::get<Unsupported>(result).reason;
  return {};
}

std::string refusal(Connection& connection, std::span<const Operation> operations) {
  LiveContext context(connection);
  const Rendered result = postgresql().renderer().render(operations, context);
  const auto* unsupported = std::get_if<Unsupported>(&result);
  return unsupported == nullptr ? std::string() : unsupported->reason;
}

void run(Connection& connection, std::vector<Operation> operations) {
  for (const Statement& statement : rendered(connection, operations))
    connection.execute(statement.sql);
}

void run_script(Connection& connection, std::string_view script) {
  for (const ScriptStatement& statement : split_script(script, postgresql().syntax()))
    connection.execute(statement.text);
}

void load_dump(Connection& connection, std::string_view script) {
  for (const ScriptStatement& statement : split_script(script, postgresql().syntax())) {
    if (statement.client_command || statement.text.starts_with("COPY")) continue;
    // A dump works with an empty search_path; here all goes into the default schema.
    if (statement.text.find("search_path") != std::string::npos &&
        !statement.text.starts_with("CREATE"))
      continue;
    try {
      connection.execute(statement.text);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::database) throw;
    }
  }
}

std::vector<Operation> creation_of(const Schema& schema) {
  std::vector<Operation> tables;
  std::vector<Operation> keys;
  for (const auto& [name, table] : schema.tables) {
    CreateTable create{table};
    create.table.foreign_keys.clear();
    tables.emplace_back(std::move(create));
    for (const ForeignKey& key : table.foreign_keys)
      keys.emplace_back(CreateConstraint{name, key, {}});
  }
  tables.insert(tables.end(), keys.begin(), keys.end());
  return tables;
}

}  // namespace whimbrel::test
