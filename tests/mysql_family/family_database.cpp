#include "mysql_family/family_database.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "whimbrel/core/yaml.h"
#include "whimbrel/dialect/sql_splitter.h"
#include "whimbrel/dialect/sql_writer.h"
#include "whimbrel/diff/live_context.h"
#include "whimbrel/model/schema_codec.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel::test {
namespace {

template <class Named>
void sort_by_name(std::vector<Named>& all) {
  std::sort(all.begin(), all.end(), [](const Named& a, const Named& b) { return a.name < b.name; });
}

}  // namespace

void FamilyDatabase::script(std::string_view text) {
  for (const ScriptStatement& statement : split_script(text, dialect().syntax()))
    session_->execute(statement.text);
}

Schema FamilyDatabase::read(const IntrospectionScope& scope) {
  return dialect().introspector().read(*session_, scope);
}

Table FamilyDatabase::table(std::string_view name) {
  const Schema schema = read();
  if (const Table* table = schema.table(QualifiedName(name))) return *table;
  ADD_FAILURE() << "there is no table " << name;
  return {};
}

std::string FamilyDatabase::definition(std::string_view table) {
  const std::string name = quoted(Identifier(table), dialect().syntax());
  return session_->query("SHOW CREATE TABLE " + name).rows.at(0).at(1).value_or("");
}

std::string FamilyDatabase::index_names(std::string_view table) {
  const Rows rows = session_->query(
      "SELECT GROUP_CONCAT(DISTINCT INDEX_NAME ORDER BY INDEX_NAME SEPARATOR ' ')"
      " FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = " +
      string_literal(table, dialect().syntax()));
  return rows.rows.at(0).at(0).value_or("");
}

std::vector<std::string> FamilyDatabase::rendered(const std::vector<Operation>& operations) {
  LiveContext context(dialect(), *session_);
  const Rendered result = dialect().renderer().render(operations, context);
  if (const auto* unsupported = std::get_if<Unsupported>(&result)) {
    ADD_FAILURE() << unsupported->reason;
    return {};
  }
  std::vector<std::string> statements;
  for (const Statement& statement : std::get<std::vector<Statement>>(result))
    statements.push_back(statement.sql);
  return statements;
}

std::string FamilyDatabase::refusal(const std::vector<Operation>& operations) {
  LiveContext context(dialect(), *session_);
  const Rendered result = dialect().renderer().render(operations, context);
  const auto* unsupported = std::get_if<Unsupported>(&result);
  return unsupported == nullptr ? std::string() : unsupported->reason;
}

void FamilyDatabase::run(const std::vector<Operation>& operations) {
  for (const std::string& statement : rendered(operations)) session_->execute(statement);
}

void FamilyDatabase::expect_effect(const std::vector<Operation>& operations) {
  Schema expected = read();
  // Qualified: std::apply is a candidate as well.
  const auto problem = whimbrel::apply(operations, expected);
  ASSERT_FALSE(problem) << *problem;
  ASSERT_NO_THROW(run(operations));
  EXPECT_EQ(text_of(read()), text_of(expected));
}

std::string text_of(Schema schema) {
  for (auto& [name, table] : schema.tables) {
    sort_by_name(table.unique_constraints);
    sort_by_name(table.foreign_keys);
    sort_by_name(table.checks);
    sort_by_name(table.indexes);
  }
  return to_yaml(schema_node(schema));
}

std::string text_of(Table table) {
  Schema schema;
  const QualifiedName name = table.name;
  schema.tables.emplace(name, std::move(table));
  return text_of(std::move(schema));
}

Schema schema_from(const std::string& yaml) {
  return read_schema(parse_yaml(yaml, "schema.yaml")).schema;
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
