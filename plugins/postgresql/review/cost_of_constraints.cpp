#include <map>

#include "options.h"
#include "renderer_constraints.h"
#include "review/condition.h"
#include "review/costs.h"
#include "whimbrel/core/overloaded.h"

namespace whimbrel::postgresql {
namespace {

constexpr std::string_view kNotValid =
    "add it with `not_valid: true` (SQL: NOT VALID), and look at the rows "
    "in a later migration: ALTER TABLE ... VALIDATE CONSTRAINT ..., which blocks nobody";
constexpr std::string_view kByIndex =
    "build a unique index CONCURRENTLY in a migration of its own, then make the constraint of it "
    "with `options: {postgresql: {using_index: INDEX}}` (SQL: ADD CONSTRAINT ... USING INDEX ...)";

// " 'name'", or nothing for a constraint without a name.
std::string called(const Identifier& name) {
  return name.empty() ? std::string() : " '" + name.text() + "'";
}

void cost_of(const PrimaryKey& key, const CreateConstraint& op, const ReviewPlace& place,
             Hazards& found) {
  const std::string of = "table '" + op.table.text() + "'";
  if (option(op.options, "using_index").empty()) {
    found.push_back(hazard("primary-key-locks",
                           "adding a primary key to " + of +
                               " builds its index under an ACCESS EXCLUSIVE lock: nobody can read "
                               "or write the table until it is done",
                           std::string(kByIndex)));
    return;
  }
  const Table* table = place.before.table(op.table);
  for (const Identifier& name : key.columns) {
    const Column* column = table == nullptr ? nullptr : table->column(name);
    if (column == nullptr || !column->nullable || is_checked_not_null(op.table, name, place))
      continue;
    found.push_back(hazard("not-null-scans-table",
                           "the primary key makes column '" + name.text() + "' of " + of +
                               " NOT NULL: all rows are read under an ACCESS EXCLUSIVE lock",
                           "make the column NOT NULL first, behind a validated check constraint"));
  }
}

void cost_of(const UniqueConstraint& unique, const CreateConstraint& op, Hazards& found) {
  if (!option(op.options, "using_index").empty()) return;
  found.push_back(hazard("unique-constraint-locks",
                         "adding unique constraint" + called(unique.name) + " to table '" +
                             op.table.text() +
                             "' builds its index under an ACCESS EXCLUSIVE lock: nobody can read "
                             "or write the table until it is done",
                         std::string(kByIndex)));
}

void cost_of(const ForeignKey& key, const CreateConstraint& op, Hazards& found) {
  found.push_back(hazard("foreign-key-locks",
                         "adding foreign key" + called(key.name) +
                             " holds SHARE ROW EXCLUSIVE "
                             "locks on tables '" +
                             op.table.text() + "' and '" + key.referred_table.text() +
                             "' while the rows are looked up: nobody can write to either until it "
                             "is done",
                         std::string(kNotValid)));
}

void cost_of(const CheckConstraint& check, const CreateConstraint& op, Hazards& found) {
  found.push_back(hazard("check-scans-table",
                         "adding check constraint" + called(check.name) + " to table '" +
                             op.table.text() +
                             "' reads all of its rows under an ACCESS EXCLUSIVE lock: nobody can "
                             "read or write the table until it is done",
                         std::string(kNotValid)));
}

}  // namespace

void cost_of_constraint(const CreateConstraint& op, const ReviewPlace& place, Hazards& found) {
  if (place.is_new(op.table) || is_not_valid(op)) return;
  std::visit(overloaded{
                 [&](const PrimaryKey& each) { cost_of(each, op, place, found); },
                 [&](const UniqueConstraint& each) { cost_of(each, op, found); },
                 [&](const ForeignKey& each) { cost_of(each, op, found); },
                 [&](const CheckConstraint& each) { cost_of(each, op, found); },
                 [](const ExclusionConstraint&) {},
             },
             op.constraint);
}

void cost_of_validation(const ValidateConstraint& op, const ReviewPlace& place, Hazards& found) {
  if (!op.validated || place.is_new(op.table)) return;
  for (const Operation* earlier : place.earlier) {
    const auto* made = std::get_if<CreateConstraint>(earlier);
    if (made == nullptr || made->table != op.table || name_of(made->constraint) != op.name)
      continue;
    found.push_back(hazard("constraint-validated-at-once",
                           "constraint '" + op.name.text() + "' of table '" + op.table.text() +
                               "' is validated by the migration that adds it: the locks of adding "
                               "it are held while all rows are read",
                           "validate it in a migration of its own, behind this one"));
    return;
  }
}

bool is_checked_not_null(const QualifiedName& table, const Identifier& column,
                         const ReviewPlace& place) {
  // The checks by their names: which column each is about, and whether all rows have passed it.
  struct Check {
    std::optional<Identifier> column;
    bool valid = true;
  };
  std::map<Identifier, Check> checks;
  const Table* known = place.before.table(table);
  if (known != nullptr)
    for (const CheckConstraint& each : known->checks)
      checks[each.name] = {not_null_column(each.condition.text), each.validated};
  for (const Operation* earlier : place.earlier) {
    if (const auto* made = std::get_if<CreateConstraint>(earlier); made && made->table == table) {
      const auto* check = std::get_if<CheckConstraint>(&made->constraint);
      if (check == nullptr) continue;
      checks[check->name] = {not_null_column(check->condition.text), !is_not_valid(*made)};
    }
    const auto* validation = std::get_if<ValidateConstraint>(earlier);
    if (validation == nullptr || validation->table != table) continue;
    // Of a constraint that is not known it is believed that it is the one that is needed.
    const auto [entry, is_unknown] =
        checks.try_emplace(validation->name, Check{column, validation->validated});
    entry->second.valid = validation->validated;
  }
  for (const auto& [name, check] : checks)
    if (check.valid && check.column == column) return true;
  return false;
}

}  // namespace whimbrel::postgresql
