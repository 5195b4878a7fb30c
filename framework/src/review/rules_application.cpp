// What breaks the application that is running, and what existing rows may not allow.
#include "rules.h"

namespace whimbrel {
namespace {

template <class Op>
const Op* operation(const RuleInput& input) {
  return input.step.operation != nullptr ? std::get_if<Op>(input.step.operation) : nullptr;
}

void unique_key(const RuleInput& input, const QualifiedName& table, const std::string& what) {
  if (!input.in_use(table)) return;
  input.add("unique-on-existing-rows",
            what + " of table '" + table.text() + "' fails when rows repeat a value",
            "look for repeated values first: SELECT the key columns, COUNT(*) ... GROUP BY them "
            "HAVING COUNT(*) > 1");
}

}  // namespace

void find_breaking_changes(const RuleInput& input) {
  if (!input.up) return;
  if (const auto* op = operation<RenameTable>(input); op && input.in_use(op->table))
    input.add("rename-table",
              "table '" + op->table.text() + "' becomes '" + op->to.text() +
                  "', and what runs still asks for the old name",
              "make a view under the old name in the same migration, or make the new table beside "
              "the old one, write to both, and move readers before the old one goes");
  if (const auto* op = operation<RenameColumn>(input); op && input.in_use(op->table))
    input.add("rename-column",
              column_text(op->table, op->column) + " becomes '" + op->to.text() +
                  "', and what runs still asks for the old name",
              "add the new column, write to both, copy the values, move readers, and drop the old "
              "column in a later migration");
  if (const auto* op = operation<AlterColumn>(input); op && op->to.nullable.value_or(false)) {
    const Column* column = column_before(input, op->table, op->column);
    const bool was = column != nullptr ? column->nullable : op->existing.nullable.value_or(false);
    if (!was && input.in_use(op->table))
      input.add("drop-not-null", column_text(op->table, op->column) + " may be null from now on",
                "make sure that what reads it expects null");
  }
  if (const auto* op = operation<DropConstraint>(input);
      op && op->kind == ConstraintKind::foreign_key && input.in_use(op->table))
    input.add("drop-foreign-key",
              "foreign key '" + op->name.text() + "' of table '" + op->table.text() +
                  "' is dropped: rows may refer to nothing from now on",
              "nothing to do when that is meant");
}

void find_demands_on_rows(const RuleInput& input) {
  if (!input.up) return;
  if (const auto* op = operation<AddColumn>(input); op && input.in_use(op->table)) {
    const Column& column = op->column;
    if (!column.nullable && !column.default_value && !column.autoincrement && !column.generated)
      input.add(
          "required-column",
          column_text(op->table, column.name) +
              " is NOT NULL without a default: rows that are there have no value for it",
          "give it a default, or add it nullable, fill it in, and make it NOT NULL in a later "
          "migration");
  }
  if (const auto* op = operation<AlterColumn>(input);
      op && op->to.nullable && !*op->to.nullable && input.in_use(op->table)) {
    const Column* column = column_before(input, op->table, op->column);
    if (column == nullptr || column->nullable)
      input.add("not-null-on-existing-rows",
                column_text(op->table, op->column) +
                    " becomes NOT NULL, which fails when a row has no value in it",
                "fill in the missing values in a migration before this one");
  }
  if (const auto* op = operation<CreateIndex>(input); op && op->index.unique)
    unique_key(input, op->table, "unique index '" + op->index.name.text() + "'");
  if (const auto* op = operation<CreateConstraint>(input)) {
    const ConstraintKind kind = kind_of(op->constraint);
    if (kind == ConstraintKind::unique)
      unique_key(input, op->table, "unique constraint '" + name_of(op->constraint).text() + "'");
    if (kind == ConstraintKind::primary_key) unique_key(input, op->table, "the primary key");
  }
}

}  // namespace whimbrel
