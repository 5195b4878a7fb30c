#include "whimbrel/model/schema.h"

namespace whimbrel {
namespace {

void reduce(DialectText& text, std::string_view dialect) {
  text.text = text.for_dialect(dialect);
  text.overrides.clear();
}

}  // namespace

const Table* Schema::table(const QualifiedName& name) const {
  const auto found = tables.find(name);
  return found == tables.end() ? nullptr : &found->second;
}

Table* Schema::table(const QualifiedName& name) {
  const auto found = tables.find(name);
  return found == tables.end() ? nullptr : &found->second;
}

DialectText for_dialect(const DialectText& text, std::string_view dialect) {
  return DialectText(text.for_dialect(dialect));
}

Options for_dialect(Options options, std::string_view dialect) {
  std::erase_if(options, [&](const auto& entry) { return entry.first != dialect; });
  return options;
}

Column for_dialect(Column column, std::string_view dialect) {
  reduce(column.type, dialect);
  if (column.default_value)
    if (auto* expression = std::get_if<Expression>(&*column.default_value))
      reduce(*expression, dialect);
  if (column.generated) reduce(column.generated->expression, dialect);
  column.options = for_dialect(std::move(column.options), dialect);
  return column;
}

Index for_dialect(Index index, std::string_view dialect) {
  for (IndexKey& key : index.keys)
    if (auto* expression = std::get_if<Expression>(&key.what)) reduce(*expression, dialect);
  if (index.where) reduce(*index.where, dialect);
  index.options = for_dialect(std::move(index.options), dialect);
  return index;
}

Constraint for_dialect(Constraint constraint, std::string_view dialect) {
  if (auto* check = std::get_if<CheckConstraint>(&constraint)) reduce(check->condition, dialect);
  return constraint;
}

Table for_dialect(Table table, std::string_view dialect) {
  for (Column& column : table.columns) column = for_dialect(std::move(column), dialect);
  for (CheckConstraint& check : table.checks) reduce(check.condition, dialect);
  for (Index& index : table.indexes) index = for_dialect(std::move(index), dialect);
  table.options = for_dialect(std::move(table.options), dialect);
  return table;
}

Schema for_dialect(const Schema& schema, std::string_view dialect) {
  Schema result;
  for (const auto& [name, table] : schema.tables)
    result.tables.emplace(name, for_dialect(table, dialect));
  result.unsupported = schema.unsupported;
  return result;
}

}  // namespace whimbrel
