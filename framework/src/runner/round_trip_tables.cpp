#include "round_trip_tables.h"

#include <algorithm>

#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel {
namespace {

std::vector<QualifiedName> named_in(std::span<const Operation> operations) {
  std::vector<QualifiedName> names;
  const auto refers = [&](const ForeignKey& key) { names.push_back(key.referred_table); };
  for (const Operation& each : operations) {
    if (const QualifiedName* table = table_of(each)) names.push_back(*table);
    if (const auto* created = std::get_if<CreateTable>(&each))
      for (const ForeignKey& key : created->table.foreign_keys) refers(key);
    if (const auto* constraint = std::get_if<CreateConstraint>(&each))
      if (const auto* key = std::get_if<ForeignKey>(&constraint->constraint)) refers(*key);
  }
  return names;
}

bool drops_something(const std::string& sql, const Syntax& syntax) {
  const std::vector<SqlToken> tokens = lex(sql, syntax);
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const SqlToken& token) { return token.is("drop"); });
}

}  // namespace

bool has_unknown_effect(std::span<const Operation> operations) {
  return std::any_of(operations.begin(), operations.end(), [](const Operation& each) {
    return std::holds_alternative<Execute>(each) || std::holds_alternative<PluginOperation>(each);
  });
}

std::vector<QualifiedName> tables_to_try(const Schema& schema,
                                         std::span<const Operation> operations) {
  std::vector<QualifiedName> all;
  for (const auto& [name, table] : schema.tables) all.push_back(name);
  if (has_unknown_effect(operations)) return all;
  std::set<QualifiedName> chosen;
  for (const QualifiedName& name : named_in(operations))
    if (schema.table(name) != nullptr) chosen.insert(name);
  // What refers to a table loses its rows when that one is dropped and made anew.
  std::set<QualifiedName> children;
  for (const auto& [name, table] : schema.tables)
    for (const ForeignKey& key : table.foreign_keys)
      if (chosen.contains(key.referred_table)) children.insert(name);
  chosen.merge(children);
  std::vector<QualifiedName> waiting(chosen.begin(), chosen.end());
  while (!waiting.empty()) {
    const Table* table = schema.table(waiting.back());
    waiting.pop_back();
    for (const ForeignKey& key : table->foreign_keys)
      if (schema.table(key.referred_table) != nullptr && chosen.insert(key.referred_table).second)
        waiting.push_back(key.referred_table);
  }
  return {chosen.begin(), chosen.end()};
}

Schema after(Schema schema, std::span<const Operation> operations) {
  for (const Operation& each : operations) apply(each, schema);
  return schema;
}

std::map<QualifiedName, QualifiedName> names_after(const std::vector<QualifiedName>& tables,
                                                   std::span<const Operation> operations) {
  std::map<QualifiedName, QualifiedName> first;  // the name now -> the name before
  for (const QualifiedName& each : tables) first.emplace(each, each);
  for (const Operation& each : operations) {
    if (const auto* dropped = std::get_if<DropTable>(&each)) first.erase(dropped->table);
    const auto* renamed = std::get_if<RenameTable>(&each);
    if (renamed == nullptr) continue;
    auto entry = first.extract(renamed->table);
    if (entry.empty()) continue;
    entry.key() = QualifiedName(renamed->table.schema, renamed->to);
    first.insert(std::move(entry));
  }
  std::map<QualifiedName, QualifiedName> result;
  for (const auto& [now, before] : first) result.emplace(before, now);
  return result;
}

DeclaredLosses declared_losses(std::span<const Operation> operations, const Syntax& syntax) {
  DeclaredLosses losses;
  for (const Operation& each : operations) {
    if (const auto* table = std::get_if<DropTable>(&each)) losses.tables.insert(table->table);
    if (const auto* column = std::get_if<DropColumn>(&each))
      losses.columns.emplace(column->table, column->column);
    if (const auto* sql = std::get_if<Execute>(&each))
      losses.sql_drops = losses.sql_drops || drops_something(sql->sql.text, syntax);
  }
  return losses;
}

bool DeclaredLosses::covers(const QualifiedName& table, const Schema& up) const {
  return tables.contains(table) || (sql_drops && up.table(table) == nullptr);
}

bool DeclaredLosses::covers(const QualifiedName& table, const Identifier& column,
                            const Schema& up) const {
  if (columns.contains({table, column}) || covers(table, up)) return true;
  const Table* left = up.table(table);
  return sql_drops && left != nullptr && left->column(column) == nullptr;
}

}  // namespace whimbrel
