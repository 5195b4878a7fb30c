#include "diagram.h"

#include <algorithm>

namespace whimbrel::cli {
namespace {

using Names = std::vector<Identifier>;

bool has(const Names& names, const Identifier& wanted) {
  return std::find(names.begin(), names.end(), wanted) != names.end();
}

Names sorted(Names names) {
  std::sort(names.begin(), names.end());
  return names;
}

// The columns of an index that holds for every row, or nothing.
Names columns_of(const Index& index) {
  Names names;
  if (!index.unique || index.where) return names;
  for (const IndexKey& key : index.keys) {
    const auto* column = std::get_if<Identifier>(&key.what);
    if (column == nullptr || key.prefix_length != 0) return {};
    names.push_back(*column);
  }
  return names;
}

// True when no two rows agree in these columns.
bool is_key(const Table& table, const Names& columns) {
  const Names wanted = sorted(columns);
  if (table.primary_key && sorted(table.primary_key->columns) == wanted) return true;
  const auto same = [&](const auto& key) { return sorted(key.columns) == wanted; };
  return std::any_of(table.unique_constraints.begin(), table.unique_constraints.end(), same) ||
         std::any_of(table.indexes.begin(), table.indexes.end(),
                     [&](const Index& index) { return sorted(columns_of(index)) == wanted; });
}

}  // namespace

std::vector<const Table*> drawn_tables(const Schema& schema) {
  std::vector<const Table*> tables;
  for (const auto& [name, table] : schema.tables)
    if (!table.partition_of) tables.push_back(&table);
  return tables;
}

Cardinality cardinality(const Table& table, const ForeignKey& key) {
  Cardinality result;
  result.optional_parent =
      std::any_of(key.columns.begin(), key.columns.end(), [&](const Identifier& name) {
        const Column* column = table.column(name);
        return column != nullptr && column->nullable && !key_roles(table, name).primary;
      });
  result.single_child = is_key(table, key.columns);
  return result;
}

KeyRoles key_roles(const Table& table, const Identifier& column) {
  KeyRoles roles;
  roles.primary = table.primary_key && has(table.primary_key->columns, column);
  roles.foreign = std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                              [&](const ForeignKey& key) { return has(key.columns, column); });
  roles.unique =
      std::any_of(table.unique_constraints.begin(), table.unique_constraints.end(),
                  [&](const UniqueConstraint& key) { return key.columns == Names{column}; }) ||
      std::any_of(table.indexes.begin(), table.indexes.end(),
                  [&](const Index& index) { return columns_of(index) == Names{column}; });
  return roles;
}

std::string listed(const Names& names) {
  std::string text;
  for (const Identifier& name : names) text += (text.empty() ? "" : ", ") + name.text();
  return text;
}

}  // namespace whimbrel::cli
