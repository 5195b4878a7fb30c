#include "apply_column.h"

#include <algorithm>

#include "apply_table.h"

namespace whimbrel {
namespace {

using Problem = std::optional<std::string>;

Problem no_column(const QualifiedName& table, const Identifier& column) {
  return "table '" + table.text() + "' has no column '" + column.text() + "'";
}

bool only_of(const std::vector<Identifier>& columns, const Identifier& column) {
  return columns.size() == 1 && columns.front() == column;
}

bool only_of(const Index& index, const Identifier& column) {
  const auto* name =
      index.keys.size() == 1 ? std::get_if<Identifier>(&index.keys.front().what) : nullptr;
  return name != nullptr && *name == column;
}

void rename_in(std::vector<Identifier>& columns, const Identifier& from, const Identifier& to) {
  std::replace(columns.begin(), columns.end(), from, to);
}

void rename_in(Index& index, const Identifier& from, const Identifier& to) {
  for (IndexKey& key : index.keys)
    if (auto* name = std::get_if<Identifier>(&key.what); name && *name == from) *name = to;
  rename_in(index.include, from, to);
}

void rename_in(Table& table, const Identifier& from, const Identifier& to) {
  if (table.primary_key) rename_in(table.primary_key->columns, from, to);
  for (UniqueConstraint& unique : table.unique_constraints) rename_in(unique.columns, from, to);
  for (ForeignKey& key : table.foreign_keys) rename_in(key.columns, from, to);
  for (Index& index : table.indexes) rename_in(index, from, to);
}

}  // namespace

Problem add_column(const AddColumn& op, Table& table) {
  if (table.column(op.column.name) != nullptr)
    return "table '" + op.table.text() + "' has a column '" + op.column.name.text() + "' already";
  table.columns.push_back(op.column);
  return std::nullopt;
}

Problem drop_column(const DropColumn& op, Table& table) {
  const auto is_it = [&](const Column& column) { return column.name == op.column; };
  if (std::erase_if(table.columns, is_it) == 0) return no_column(op.table, op.column);
  if (table.primary_key && only_of(table.primary_key->columns, op.column))
    table.primary_key.reset();
  std::erase_if(table.unique_constraints,
                [&](const UniqueConstraint& each) { return only_of(each.columns, op.column); });
  std::erase_if(table.foreign_keys,
                [&](const ForeignKey& each) { return only_of(each.columns, op.column); });
  std::erase_if(table.indexes, [&](const Index& each) { return only_of(each, op.column); });
  return std::nullopt;
}

Problem alter_column(const AlterColumn& op, Table& table) {
  Column* column = table.column(op.column);
  if (column == nullptr) return no_column(op.table, op.column);
  const ColumnAttributes& to = op.to;
  if (to.type) column->type = *to.type;
  if (to.nullable) column->nullable = *to.nullable;
  if (to.default_value) column->default_value = *to.default_value;
  if (to.autoincrement) column->autoincrement = *to.autoincrement;
  if (to.generated) column->generated = *to.generated;
  if (to.collation) column->collation = *to.collation;
  if (to.comment) column->comment = *to.comment;
  change_options(to.options, column->options);
  return std::nullopt;
}

Problem rename_column(const RenameColumn& op, Table& table, Schema& schema) {
  Column* column = table.column(op.column);
  if (column == nullptr) return no_column(op.table, op.column);
  if (table.column(op.to) != nullptr)
    return "table '" + op.table.text() + "' has a column '" + op.to.text() + "' already";
  column->name = op.to;
  rename_in(table, op.column, op.to);
  for (auto& [name, other] : schema.tables)
    for (ForeignKey& key : other.foreign_keys)
      if (key.referred_table == op.table) rename_in(key.referred_columns, op.column, op.to);
  return std::nullopt;
}

}  // namespace whimbrel
