#include "whimbrel/model/schema.h"

#include <algorithm>
#include <set>

namespace whimbrel {
namespace {

void reduce(DialectText& text, std::string_view dialect) {
  text.text = text.for_dialect(dialect);
  text.overrides.clear();
}

void reduce(ExclusionConstraint& exclusion, std::string_view dialect) {
  for (ExclusionElement& element : exclusion.elements)
    if (auto* expression = std::get_if<Expression>(&element.what)) reduce(*expression, dialect);
  if (exclusion.where) reduce(*exclusion.where, dialect);
}

bool is_for(const SchemaObject& object, std::string_view dialect) {
  const auto& names = object.dialects;
  if (!names.empty() && std::find(names.begin(), names.end(), dialect) == names.end()) return false;
  return object.definition.overrides.empty() || !object.definition.for_dialect(dialect).empty();
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

const SchemaObject* Schema::object(const ObjectId& id) const {
  const auto found = objects.find(id);
  return found == objects.end() ? nullptr : &found->second;
}

std::vector<Identifier> other_schemas(const Schema& schema) {
  std::set<Identifier> names;
  for (const auto& [name, table] : schema.tables) names.insert(name.schema);
  for (const auto& [id, object] : schema.objects) {
    names.insert(stands_on_table(id.kind) ? id.table.schema : id.name.schema);
    if (id.kind == ObjectKind::schema) names.insert(id.name.name);
  }
  names.erase(Identifier());
  return {names.begin(), names.end()};
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
  std::visit(
      [&](auto& each) {
        using Each = std::decay_t<decltype(each)>;
        if constexpr (std::is_same_v<Each, CheckConstraint>) reduce(each.condition, dialect);
        if constexpr (std::is_same_v<Each, ExclusionConstraint>) reduce(each, dialect);
        each.options = for_dialect(std::move(each.options), dialect);
      },
      constraint);
  return constraint;
}

Table for_dialect(Table table, std::string_view dialect) {
  for (Column& column : table.columns) column = for_dialect(std::move(column), dialect);
  if (table.primary_key)
    table.primary_key->options = for_dialect(std::move(table.primary_key->options), dialect);
  for (UniqueConstraint& each : table.unique_constraints)
    each.options = for_dialect(std::move(each.options), dialect);
  for (ForeignKey& each : table.foreign_keys)
    each.options = for_dialect(std::move(each.options), dialect);
  for (CheckConstraint& each : table.checks) {
    reduce(each.condition, dialect);
    each.options = for_dialect(std::move(each.options), dialect);
  }
  for (ExclusionConstraint& each : table.exclusions) {
    reduce(each, dialect);
    each.options = for_dialect(std::move(each.options), dialect);
  }
  if (table.partition_by) reduce(*table.partition_by, dialect);
  if (table.partition_of) reduce(table.partition_of->bound, dialect);
  for (Index& index : table.indexes) index = for_dialect(std::move(index), dialect);
  table.options = for_dialect(std::move(table.options), dialect);
  return table;
}

SchemaObject for_dialect(SchemaObject object, std::string_view dialect) {
  reduce(object.definition, dialect);
  for (Column& column : object.columns) column = for_dialect(std::move(column), dialect);
  for (CheckConstraint& check : object.checks) reduce(check.condition, dialect);
  for (Index& index : object.indexes) index = for_dialect(std::move(index), dialect);
  object.options = for_dialect(std::move(object.options), dialect);
  object.dialects.clear();
  return object;
}

Schema for_dialect(const Schema& schema, std::string_view dialect) {
  Schema result;
  for (const auto& [name, table] : schema.tables)
    result.tables.emplace(name, for_dialect(table, dialect));
  for (const auto& [id, object] : schema.objects)
    if (is_for(object, dialect)) result.objects.emplace(id, for_dialect(object, dialect));
  result.unsupported = schema.unsupported;
  return result;
}

}  // namespace whimbrel
