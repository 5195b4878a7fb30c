#include "native_changes.h"

#include <algorithm>

#include "expression_names.h"
#include "options.h"
#include "table_changes.h"
#include "whimbrel/core/overloaded.h"

namespace whimbrel::sqlite {
namespace {

enum class Way { native, rebuild, depends_on_table };

// SQLite keeps no comments.
bool changes_comment_only(const AlterColumn& op) {
  ColumnAttributes rest = op.to;
  rest.comment.reset();
  return rest == ColumnAttributes{};
}

bool changes_not_null_only(const AlterColumn& op) {
  ColumnAttributes rest = op.to;
  rest.comment.reset();
  rest.nullable.reset();
  return rest == ColumnAttributes{} && op.options.empty();
}

Way way_of(const Operation& operation, int version) {
  const bool alters_constraints = version >= kAltersConstraints;
  return std::visit(
      overloaded{
          [](const AddColumn& op) { return can_be_added(op.column) ? Way::native : Way::rebuild; },
          [](const DropColumn&) { return Way::depends_on_table; },
          [&](const AlterColumn& op) {
            if (changes_comment_only(op)) return Way::native;
            return alters_constraints && changes_not_null_only(op) ? Way::depends_on_table
                                                                   : Way::rebuild;
          },
          [&](const CreateConstraint& op) {
            const auto* check = std::get_if<CheckConstraint>(&op.constraint);
            return alters_constraints && check != nullptr && check->validated ? Way::native
                                                                              : Way::rebuild;
          },
          [&](const DropConstraint& op) {
            return alters_constraints && op.kind == ConstraintKind::check ? Way::depends_on_table
                                                                          : Way::rebuild;
          },
          [](const RenameConstraint&) { return Way::rebuild; },
          [](const SetTableOptions&) { return Way::rebuild; },
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

// DROP CONSTRAINT finds by name alone.
bool has_check(const Identifier& name, const Table& table) {
  return std::any_of(table.checks.begin(), table.checks.end(), [&](const CheckConstraint& check) {
    return !name.empty() && check.name == name;
  });
}

// The clause ON CONFLICT of a NOT NULL is not kept by taking NOT NULL away and giving it again.
bool keeps_not_null_plain(const Identifier& column, const Table& table) {
  const Column* found = table.column(column);
  return found != nullptr && option_of(found->options, option::kNotNullOnConflict).empty();
}

bool can_be_done(const Operation& operation, const Table& table) {
  if (const auto* drop = std::get_if<DropColumn>(&operation))
    return can_be_dropped(drop->column, table);
  if (const auto* drop = std::get_if<DropConstraint>(&operation))
    return has_check(drop->name, table);
  if (const auto* alter = std::get_if<AlterColumn>(&operation))
    return keeps_not_null_plain(alter->column, table);
  return true;
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

bool is_native(const Operation& operation, const Table* table, int version) {
  const Way way = way_of(operation, version);
  if (way != Way::depends_on_table) return way == Way::native;
  return table == nullptr || can_be_done(operation, *table);
}

bool all_native(const Run& run, std::span<const Operation> operations, CurrentTables& tables,
                int version) {
  bool depends = false;
  for (const std::size_t i : run) {
    const Way way = way_of(operations[i], version);
    if (way == Way::rebuild) return false;
    depends = depends || way == Way::depends_on_table;
  }
  if (!depends) return true;
  const Table* known = tables.find(*table_of(operations[run.front()]));
  if (known == nullptr) return true;  // ALTER TABLE refuses what it cannot do
  Table table = *known;
  for (const std::size_t i : run) {
    if (!can_be_done(operations[i], table)) return false;
    change(table, operations[i]);
  }
  return true;
}

}  // namespace whimbrel::sqlite
