// Names, and what the dialect has to say.
#include "rules.h"
#include "whimbrel/core/overloaded.h"

namespace whimbrel {
namespace {

struct NewName {
  std::string_view kind;
  Identifier name;
};

std::vector<NewName> names_in(const Table& table) {
  std::vector<NewName> names{{"table", table.name.name}};
  for (const Column& column : table.columns) names.push_back({"column", column.name});
  for (const Constraint& each : constraints_of(table))
    names.push_back({"constraint", name_of(each)});
  for (const Index& index : table.indexes) names.push_back({"index", index.name});
  return names;
}

std::vector<NewName> new_names(const Operation& operation) {
  using Names = std::vector<NewName>;
  return std::visit(overloaded{
                        [](const CreateTable& op) { return names_in(op.table); },
                        [](const RenameTable& op) {
                          return Names{{"table", op.to}};
                        },
                        [](const AddColumn& op) {
                          return Names{{"column", op.column.name}};
                        },
                        [](const RenameColumn& op) {
                          return Names{{"column", op.to}};
                        },
                        [](const CreateConstraint& op) {
                          return Names{{"constraint", name_of(op.constraint)}};
                        },
                        [](const CreateIndex& op) {
                          return Names{{"index", op.index.name}};
                        },
                        [](const RenameIndex& op) {
                          return Names{{"index", op.to}};
                        },
                        [](const RenameConstraint& op) {
                          return Names{{"constraint", op.to}};
                        },
                        [](const CreateObject& op) {
                          return Names{{word_for(op.object.id.kind), op.object.id.name.name}};
                        },
                        [](const RenameObject& op) {
                          return Names{{word_for(op.id.kind), op.to}};
                        },
                        [](const auto&) { return Names{}; },
                    },
                    operation);
}

}  // namespace

void find_bad_names(const RuleInput& input) {
  if (input.step.operation == nullptr || !input.up) return;
  const size_t longest = input.dialect.capabilities().longest_identifier;
  for (const NewName& each : new_names(*input.step.operation)) {
    const std::string& name = each.name.text();
    const std::string what = std::string(each.kind) + " '" + name + "'";
    if (longest > 0 && name.size() > longest)
      input.add("name-too-long",
                what + " has " + std::to_string(name.size()) + " bytes, and the database keeps " +
                    std::to_string(longest),
                "choose a shorter name");
    if (input.guide != nullptr && !name.empty() && input.guide->is_reserved(name))
      input.add("reserved-name",
                what + " is a reserved word: every statement that names it has to quote it",
                "choose another name");
  }
}

void find_hazards(const RuleInput& input) {
  if (input.guide == nullptr || input.step.operation == nullptr || !input.up) return;
  for (Hazard& each : input.guide->hazards_of(*input.step.operation, input.place))
    input.findings.add(std::move(each.rule), input.up, input.step.mark, std::move(each.message),
                       std::move(each.cure));
}

}  // namespace whimbrel
