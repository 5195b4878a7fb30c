#include "trigger_texts.h"

#include "connection.h"
#include "definitions.h"
#include "object_sql.h"
#include "syntax.h"
#include "whimbrel/core/error.h"

namespace whimbrel::sqlite {
namespace {

Unsupported not_followed(const QualifiedName& table, const std::string& why) {
  return {"table '" + table.text() +
              "' must be rebuilt, and its triggers follow what is renamed before in a way that is "
              "not known here: " +
              why + "; rename in a revision of its own before",
          std::nullopt};
}

void run(Connection& connection, const Problem& problem, const std::string& sql) {
  if (problem) throw Error(ErrorCode::unsupported, problem->reason);
  connection.execute(sql);
}

void make_table(const Table& table, Connection& connection) {
  std::string sql;
  run(connection, create_table_sql(table, sql), sql);
  for (const Index& index : table.indexes)
    run(connection, create_index_sql(table.name, index, sql), sql);
}

void make_object(const SchemaObject& object, Connection& connection) {
  auto sql = create_object_sql(object);
  if (const auto* reason = std::get_if<Unsupported>(&sql))
    throw Error(ErrorCode::unsupported, reason->reason);
  connection.execute(std::get<std::string>(sql));
}

// Views come before triggers, which may stand on them.
void make_copy(const Schema& schema, Connection& connection) {
  connection.execute("PRAGMA foreign_keys = OFF");
  for (const auto& [name, table] : schema.tables) make_table(table, connection);
  for (const auto& [id, object] : schema.objects) make_object(object, connection);
}

std::vector<std::string> texts_on(const QualifiedName& table, Connection& connection) {
  const Rows rows = connection.query(
      "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = " +
      string_literal(table.name.text(), syntax()) + " COLLATE NOCASE ORDER BY name");
  std::vector<std::string> texts;
  for (const auto& row : rows.rows) texts.push_back(*row[0]);
  return texts;
}

TriggerTexts followed(const QualifiedName& table, const Schema& before,
                      std::span<const Statement> statements) {
  try {
    SqliteConnection connection(in_memory());
    make_copy(before, connection);
    for (const Statement& statement : statements)
      if (statement.phase == Statement::Phase::transaction && statement.refuse_rows.empty())
        connection.execute(statement.sql);
    return texts_on(table, connection);
  } catch (const Error& error) {
    return not_followed(table, error.message());
  }
}

}  // namespace

TriggerTexts trigger_texts(const QualifiedName& table, bool renamed, CurrentTables& tables,
                           RenderContext& now, std::span<const Statement> statements) {
  const std::vector<SchemaObject> objects = tables.objects_on(table);
  if (objects.empty()) return std::vector<std::string>{};
  if (renamed) {
    const Schema* before = now.schema();
    if (before == nullptr) return not_followed(table, "the schema is not known");
    return followed(table, *before, statements);
  }
  std::vector<std::string> texts;
  for (const SchemaObject& object : objects) {
    auto sql = create_object_sql(object);
    if (auto* reason = std::get_if<Unsupported>(&sql)) return std::move(*reason);
    texts.push_back(std::get<std::string>(std::move(sql)));
  }
  return texts;
}

}  // namespace whimbrel::sqlite
