#include "sqlite_fixture.h"

#include <algorithm>
#include <stdexcept>

#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_splitter.h"

namespace whimbrel::test {

using Phase = Statement::Phase;

const Table* LiveContext::table(const QualifiedName& name) {
  if (!seen_.contains(name)) {
    ++lookups;
    seen_[name] = dialect_.introspector().read(connection_, {{}, {name}});
  }
  return seen_[name].table(name);
}

std::vector<QualifiedName> LiveContext::referring_tables(const QualifiedName& name) {
  std::vector<QualifiedName> result;
  for (const auto& [other, table] : dialect_.introspector().read(connection_, {}).tables)
    if (std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                    [&](const ForeignKey& key) { return key.referred_table == name; }))
      result.push_back(other);
  return result;
}

std::vector<SchemaObject> LiveContext::objects_on(const QualifiedName& table) {
  std::vector<SchemaObject> objects;
  for (auto& [id, object] : dialect_.introspector().read(connection_, {{}, {table}}).objects)
    objects.push_back(std::move(object));
  return objects;
}

const Schema* LiveContext::schema() {
  whole_ = dialect_.introspector().read(connection_, {});
  return &*whole_;
}

SqliteDatabase::SqliteDatabase(std::string_view script)
    : database_("sqlite"), connection_(database_.connect()) {
  run(script);
}

void SqliteDatabase::run(std::string_view script) {
  for (const ScriptStatement& statement : split_script(script, dialect().syntax()))
    connection_->execute(statement.text);
}

Schema SqliteDatabase::read(const IntrospectionScope& scope) {
  return dialect().introspector().read(*connection_, scope);
}

Table SqliteDatabase::table(std::string_view name) {
  const Schema schema = read();
  const Table* found = schema.table(QualifiedName(name));
  if (found == nullptr) throw std::runtime_error("no table " + std::string(name));
  return *found;
}

std::string SqliteDatabase::value(std::string_view query) {
  const Rows rows = connection_->query(query);
  if (rows.rows.empty()) return "";
  return rows.rows.front().front().value_or("NULL");
}

std::vector<Statement> SqliteDatabase::rendered(const std::vector<Operation>& operations) {
  LiveContext now(dialect(), *connection_);
  Rendered result = dialect().renderer().render(operations, now);
  if (const auto* reason = std::get_if<Unsupported>(&result))
    throw std::runtime_error(reason->reason);
  return std::get<std::vector<Statement>>(std::move(result));
}

std::string SqliteDatabase::unsupported(const std::vector<Operation>& operations) {
  LiveContext now(dialect(), *connection_);
  const Rendered result = dialect().renderer().render(operations, now);
  const auto* reason = std::get_if<Unsupported>(&result);
  return reason == nullptr ? std::string() : reason->reason;
}

void SqliteDatabase::run_phase(std::span<const Statement> statements, Phase phase) {
  for (const Statement& statement : statements) {
    if (statement.phase != phase) continue;
    if (statement.refuse_rows.empty()) {
      connection_->execute(statement.sql);
    } else if (!connection_->query(statement.sql).rows.empty()) {
      throw Error(ErrorCode::database, statement.refuse_rows).with_statement(statement.sql);
    }
  }
}

void SqliteDatabase::migrate(const std::vector<Operation>& operations) {
  const std::vector<Statement> statements = rendered(operations);
  run_phase(statements, Phase::before);
  connection_->begin();
  try {
    run_phase(statements, Phase::transaction);
    connection_->commit();
  } catch (const Error&) {
    connection_->rollback();
    run_phase(statements, Phase::after);
    throw;
  }
  run_phase(statements, Phase::after);
}

Column column(std::string_view name, std::string_view type, bool nullable) {
  Column result;
  result.name = Identifier(name);
  result.type = SqlType(std::string(type));
  result.nullable = nullable;
  return result;
}

std::vector<Identifier> names(std::initializer_list<const char*> texts) {
  std::vector<Identifier> result;
  for (const char* text : texts) result.emplace_back(text);
  return result;
}

int count_of(const std::vector<Statement>& statements, std::string_view words) {
  return static_cast<int>(
      std::count_if(statements.begin(), statements.end(),
                    [&](const Statement& each) { return each.sql.starts_with(words); }));
}

}  // namespace whimbrel::test
