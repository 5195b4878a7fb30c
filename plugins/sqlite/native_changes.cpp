#include "native_changes.h"

#include <algorithm>

#include "expression_names.h"
#include "options.h"
#include "table_changes.h"
#include "whimbrel/core/overloaded.h"

namespace whimbrel::sqlite {
namespace {

enum class Way { native, rebuild, drop_column };

// SQLite keeps no comments.
bool changes_comment_only(const AlterColumn& op) {
  ColumnAttributes rest = op.to;
  rest.comment.reset();
  return rest == ColumnAttributes{};
}

Way way_of(const Operation& operation) {
  return std::visit(
      overloaded{
          [](const AddColumn& op) { return can_be_added(op.column) ? Way::native : Way::rebuild; },
          [](const DropColumn&) { return Way::drop_column; },
          [](const AlterColumn& op) {
            return changes_comment_only(op) ? Way::native : Way::rebuild;
          },
          [](const CreateConstraint&) { return Way::rebuild; },
          [](const DropConstraint&) { return Way::rebuild; },
          [](const auto&) { return Way::native; },
      },
      operation);
}

// DROP COLUMN refuses a column that anything else of the table names.
bool can_be_dropped(const Identifier& column, const Table& table) {
  const auto in = [&](const std::vector<Identifier>& names) {
    return std::find(names.begin(), names.end(), column) != names.end();
  };
  for (const Constraint& constraint : constraints_of(table)) {
    const bool used = std::visit(
        overloaded{
            [&](const CheckConstraint& check) { return mentions(check.condition.text, column); },
            [](const ExclusionConstraint&) { return false; },  // there are none here
            [&](const auto& keyed) { return in(keyed.columns); },
        },
        constraint);
    if (used) return false;
  }
  for (const Index& index : table.indexes) {
    if (index.where && mentions(index.where->text, column)) return false;
    for (const IndexKey& key : index.keys) {
      const auto* name = std::get_if<Identifier>(&key.what);
      if (name != nullptr ? *name == column : mentions(std::get<Expression>(key.what).text, column))
        return false;
    }
  }
  return std::none_of(table.columns.begin(), table.columns.end(),
                      [&](const Column& other) {
                        return other.generated &&
                               mentions(other.generated->expression.text, column);
                      }) &&
         !mentions(option_of(table.options, option::kConstraints), column);
}

}  // namespace

bool can_be_added(const Column& column) {
  if (column.autoincrement || !option_of(column.options, option::kNotNullOnConflict).empty())
    return false;
  if (column.generated) return !column.generated->stored && column.nullable;
  if (!column.default_value) return column.nullable;
  // An expression may give a value of its own to each row, and ADD COLUMN keeps a single one.
  const auto* literal = std::get_if<Literal>(&*column.default_value);
  if (literal == nullptr) return false;
  return column.nullable || literal->kind != Literal::Kind::null;
}

bool is_native(const Operation& operation, const Table* table) {
  const Way way = way_of(operation);
  if (way != Way::drop_column) return way == Way::native;
  const Identifier& column = std::get<DropColumn>(operation).column;
  return table == nullptr || can_be_dropped(column, *table);
}

bool all_native(const Run& run, std::span<const Operation> operations, CurrentTables& tables) {
  bool drops = false;
  for (const std::size_t i : run) {
    const Way way = way_of(operations[i]);
    if (way == Way::rebuild) return false;
    drops = drops || way == Way::drop_column;
  }
  if (!drops) return true;
  const Table* known = tables.find(*table_of(operations[run.front()]));
  if (known == nullptr) return true;  // DROP COLUMN refuses what it cannot do
  Table table = *known;
  for (const std::size_t i : run) {
    const auto* drop = std::get_if<DropColumn>(&operations[i]);
    if (drop != nullptr && !can_be_dropped(drop->column, table)) return false;
    change(table, operations[i]);
  }
  return true;
}

}  // namespace whimbrel::sqlite
