#include "review/guide.h"

#include "review/costs.h"
#include "review/own_rules.h"
#include "review/reserved_words.h"
#include "whimbrel/core/overloaded.h"

namespace whimbrel::postgresql {

ReviewFacts PostgresqlReviewGuide::facts() const {
  ReviewFacts facts;
  facts.building_options = {"concurrently"};
  return facts;
}

std::span<const ReviewRule> PostgresqlReviewGuide::rules() const { return own_rules(); }

bool PostgresqlReviewGuide::is_reserved(std::string_view word) const {
  return is_reserved_word(word);
}

std::vector<Hazard> PostgresqlReviewGuide::hazards_of(const Operation& operation,
                                                      const ReviewPlace& place) const {
  Hazards found;
  std::visit(overloaded{
                 [&](const CreateTable& op) {
                   for (const Column& column : op.table.columns)
                     advise_on_type(op.table.name, column, *types_, found);
                 },
                 [&](const AddColumn& op) {
                   cost_of_column(op, place, found);
                   advise_on_type(op.table, op.column, *types_, found);
                 },
                 [&](const AlterColumn& op) {
                   cost_of_change(op, place, *types_, found);
                   if (!op.to.type) return;
                   Column changed;
                   changed.name = op.column;
                   changed.type = *op.to.type;
                   advise_on_type(op.table, changed, *types_, found);
                 },
                 [&](const CreateConstraint& op) { cost_of_constraint(op, place, found); },
                 [&](const CreateIndex& op) { cost_of_index(op, place, found); },
                 [&](const DropIndex& op) { cost_of_dropped_index(op, place, found); },
                 [&](const ValidateConstraint& op) { cost_of_validation(op, place, found); },
                 [](const auto&) {},
             },
             operation);
  return found;
}

}  // namespace whimbrel::postgresql
