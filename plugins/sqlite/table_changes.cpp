#include "table_changes.h"

#include <algorithm>

#include "expression_names.h"
#include "options.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/model/naming.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel::sqlite {
namespace {

using Problem = std::optional<std::string>;

bool names_column(const std::vector<Identifier>& columns, const Identifier& column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

bool uses(const Index& index, const Identifier& column) {
  if (index.where && mentions(index.where->text, column)) return true;
  return std::any_of(index.keys.begin(), index.keys.end(), [&](const IndexKey& key) {
    const auto* name = std::get_if<Identifier>(&key.what);
    return name != nullptr ? *name == column
                           : mentions(std::get<Expression>(key.what).text, column);
  });
}

bool uses(const Constraint& constraint, const Identifier& column) {
  return std::visit(
      overloaded{
          [&](const CheckConstraint& check) { return mentions(check.condition.text, column); },
          [](const ExclusionConstraint&) { return false; },  // there are none here
          [&](const auto& keyed) { return names_column(keyed.columns, column); },
      },
      constraint);
}

std::string_view word_for(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::primary_key:
      return "primary key";
    case ConstraintKind::unique:
      return "unique constraint";
    case ConstraintKind::foreign_key:
      return "foreign key";
    case ConstraintKind::check:
      return "check constraint";
    case ConstraintKind::exclusion:
      return "exclusion constraint";
  }
  return "constraint";
}

void rename_in_expressions(Table& table, const RenameColumn& op) {
  const auto rename = [&](Expression& expression) {
    expression.text = with_column_renamed(expression.text, op.column, op.to);
  };
  for (Column& column : table.columns)
    if (column.generated) rename(column.generated->expression);
  for (CheckConstraint& check : table.checks) rename(check.condition);
  for (Index& index : table.indexes) {
    if (index.where) rename(*index.where);
    for (IndexKey& key : index.keys)
      if (auto* expression = std::get_if<Expression>(&key.what)) rename(*expression);
  }
  for (const std::string_view key : {option::kConstraints, option::kPrimaryKeyKeys})
    set_option(table.options, key,
               with_column_renamed(option_of(table.options, key), op.column, op.to));
}

Problem drop_constraint(Table& table, const DropConstraint& op) {
  const auto drop = [&](auto& constraints) {
    const auto found = std::find_if(constraints.begin(), constraints.end(), [&](const auto& each) {
      return is_meant(table.name, each, op);
    });
    if (found == constraints.end()) return false;
    constraints.erase(found);
    return true;
  };
  bool done = false;
  switch (op.kind) {
    case ConstraintKind::unique:
      done = drop(table.unique_constraints);
      break;
    case ConstraintKind::foreign_key:
      done = drop(table.foreign_keys);
      break;
    case ConstraintKind::check:
      done = drop(table.checks);
      break;
    case ConstraintKind::primary_key:
      done = table.primary_key.has_value();
      table.primary_key.reset();
      set_option(table.options, option::kPrimaryKeyKeys, {});
      set_option(table.options, option::kPrimaryKeyOnConflict, {});
      break;
    case ConstraintKind::exclusion:
      break;  // there are none here
  }
  if (done) return std::nullopt;
  return "table '" + table.name.text() + "' has no " + std::string(word_for(op.kind)) + " '" +
         op.name.text() + "'";
}

// A constraint that has no name goes by the one that the naming rule would give it.
Problem rename_constraint(Table& table, const RenameConstraint& op) {
  const DropConstraint meant{table.name, op.name, op.kind, {}};
  const auto rename = [&](auto& constraints) {
    for (auto& each : constraints)
      if (is_meant(table.name, each, meant)) {
        each.name = op.to;
        return true;
      }
    return false;
  };
  bool done = false;
  switch (op.kind) {
    case ConstraintKind::unique:
      done = rename(table.unique_constraints);
      break;
    case ConstraintKind::foreign_key:
      done = rename(table.foreign_keys);
      break;
    case ConstraintKind::check:
      done = rename(table.checks);
      break;
    case ConstraintKind::primary_key:
      done = table.primary_key.has_value();
      if (done) table.primary_key->name = op.to;
      break;
    case ConstraintKind::exclusion:
      break;  // there are none here
  }
  if (done) return std::nullopt;
  return "table '" + table.name.text() + "' has no " + std::string(word_for(op.kind)) + " '" +
         op.name.text() + "'";
}

Problem apply_to(Table& table, const Operation& operation) {
  Schema alone;
  const QualifiedName name = table.name;
  alone.tables.emplace(name, table);
  if (Problem problem = apply(operation, alone)) return problem;
  if (!alone.tables.empty()) table = std::move(alone.tables.begin()->second);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> change(Table& table, const Operation& operation) {
  if (const auto* drop = std::get_if<DropConstraint>(&operation))
    return drop_constraint(table, *drop);
  if (const auto* rename = std::get_if<RenameConstraint>(&operation))
    return rename_constraint(table, *rename);
  if (Problem problem = apply_to(table, operation)) return problem;
  if (const auto* rename = std::get_if<RenameColumn>(&operation))
    rename_in_expressions(table, *rename);
  return std::nullopt;
}

std::optional<std::string> still_used(const Table& table, const Identifier& column) {
  const auto by = [&](const std::string& what) {
    return "column '" + column.text() + "' of table '" + table.name.text() + "' is still used by " +
           what + "; drop that first";
  };
  for (const Index& index : table.indexes)
    if (uses(index, column)) return by("index '" + index.name.text() + "'");
  for (const Constraint& constraint : constraints_of(table))
    if (uses(constraint, column))
      return by("the " + std::string(word_for(kind_of(constraint))) + " '" +
                name_of(constraint).text() + "'");
  for (const Column& other : table.columns)
    if (other.generated && mentions(other.generated->expression.text, column))
      return by("the generated column '" + other.name.text() + "'");
  return std::nullopt;
}

void follow(Table& table, const Operation& operation) {
  for (ForeignKey& key : table.foreign_keys) {
    if (const auto* rename = std::get_if<RenameTable>(&operation);
        rename != nullptr && key.referred_table == rename->table)
      key.referred_table.name = rename->to;
    if (const auto* rename = std::get_if<RenameColumn>(&operation);
        rename != nullptr && key.referred_table == rename->table)
      std::replace(key.referred_columns.begin(), key.referred_columns.end(), rename->column,
                   rename->to);
  }
}

bool is_meant(const QualifiedName& table, const Constraint& constraint,
              const DropConstraint& drop) {
  if (kind_of(constraint) != drop.kind) return false;
  const Identifier& name = name_of(constraint);
  if (!name.empty() && !drop.name.empty()) return name == drop.name;
  if (!drop.name.empty() && default_name(table, constraint) == drop.name) return true;
  if (!drop.before || kind_of(*drop.before) != drop.kind) return false;
  Constraint before = *drop.before;
  std::visit([&](auto& each) { each.name = name; }, before);
  const auto* check = std::get_if<CheckConstraint>(&constraint);
  if (check == nullptr) return before == constraint;
  return same_expression(check->condition.text, std::get<CheckConstraint>(before).condition.text);
}

}  // namespace whimbrel::sqlite
