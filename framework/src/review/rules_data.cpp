// What is lost.
#include <algorithm>

#include "rules.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/review/narrowing.h"

namespace whimbrel {
namespace {

constexpr const char* kKeepCopy =
    "release code that does not use it first, keep a copy for as long as you may want it back, and "
    "drop it in a later migration";
constexpr const char* kSaveBefore =
    "save what may be needed before going down; that the rows are lost is the nature of this step";

std::string table_text(const QualifiedName& table) { return "table '" + table.text() + "'"; }

void drop_table(const DropTable& op, const RuleInput& input) {
  if (input.up && input.in_use(op.table))
    input.add("drop-table", table_text(op.table) + " is dropped with all its rows", kKeepCopy);
}

void drop_column(const DropColumn& op, const RuleInput& input) {
  const Column* column = column_before(input, op.table, op.column);
  // What the database computes, it computes again.
  if (column != nullptr && column->generated) return;
  if (input.up && input.in_use(op.table))
    input.add("drop-column", column_text(op.table, op.column) + " is dropped with its values",
              kKeepCopy);
}

std::string type_before(const AlterColumn& op, const RuleInput& input) {
  const Column* column = column_before(input, op.table, op.column);
  if (column != nullptr) return column->type.text;
  return op.existing.type ? op.existing.type->text : std::string();
}

void alter_column(const AlterColumn& op, const RuleInput& input) {
  if (!op.to.type || !input.in_use(op.table)) return;
  const std::string from = type_before(op, input);
  if (from.empty() || !may_not_fit(from, op.to.type->text)) return;
  const std::string change = column_text(op.table, op.column) + " goes from " + from + " to " +
                             op.to.type->text + ", which cannot hold every value";
  if (!input.up)
    input.add("downgrade-loses-data", "on the way down " + change,
              "values that do not fit stop the downgrade or are cut; clear them before");
  else
    input.add("narrowing-type", change,
              "count the rows whose values do not fit and mend them first, in a migration of its "
              "own; then change the type");
}

}  // namespace

std::string column_text(const QualifiedName& table, const Identifier& column) {
  return "column '" + table.text() + "." + column.text() + "'";
}

const Column* column_before(const RuleInput& input, const QualifiedName& table,
                            const Identifier& column) {
  const Table* found = input.place.before.table(table);
  return found != nullptr ? found->column(column) : nullptr;
}

void find_lost_data(const RuleInput& input) {
  if (input.step.operation == nullptr) return;
  std::visit(overloaded{
                 [&](const DropTable& op) { drop_table(op, input); },
                 [&](const DropColumn& op) { drop_column(op, input); },
                 [&](const AlterColumn& op) { alter_column(op, input); },
                 [](const auto&) {},  // loses no rows
             },
             *input.step.operation);
}

void find_loss_on_the_way_down(const DirectionInput& input) {
  if (input.up) return;
  constexpr size_t kNamed = 5;
  size_t all = 0;
  std::string named;
  const ReviewStep* first = nullptr;
  for (const ReviewStep& step : input.walked.steps) {
    if (step.operation == nullptr) continue;
    const auto* table = std::get_if<DropTable>(step.operation);
    const auto* column = std::get_if<DropColumn>(step.operation);
    if (table == nullptr && column == nullptr) continue;
    if (first == nullptr) first = &step;
    if (++all > kNamed) continue;
    if (!named.empty()) named += ", ";
    named +=
        table != nullptr ? table_text(table->table) : column_text(column->table, column->column);
  }
  if (all > kNamed) named += " and " + std::to_string(all - kNamed) + " more";
  if (first != nullptr)
    input.findings.add("downgrade-loses-data", false, first->mark,
                       "the way down drops " + named + " with all that was written there since",
                       kSaveBefore);
}

void forgive_rebuilds(const DirectionInput& input) {
  std::vector<int> harmless;  // lines
  for (const ReviewStep& step : input.walked.steps) {
    if (step.operation == nullptr) continue;
    if (const auto* drop = std::get_if<DropTable>(step.operation))
      if (input.after.table(drop->table) != nullptr) harmless.push_back(step.mark.line);
  }
  input.findings.discard([&](const ReviewFinding& finding) {
    return finding.rule == "drop-table" && finding.up == input.up &&
           std::find(harmless.begin(), harmless.end(), finding.mark.line) != harmless.end();
  });
}

}  // namespace whimbrel
