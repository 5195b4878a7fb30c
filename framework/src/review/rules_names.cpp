// Names, and what the dialect has to say.
#include "rules.h"
#include "whimbrel/dialect/name_length.h"

namespace whimbrel {

void find_bad_names(const RuleInput& input) {
  if (input.step.operation == nullptr || !input.up) return;
  const Capabilities& can = input.dialect.capabilities();
  for (const NewName& each : new_names(*input.step.operation)) {
    const std::string& name = each.name.text();
    if (const auto problem = too_long(each, can))
      input.add("name-too-long", *problem, "choose a shorter name");
    const std::string what = each.kind + " '" + name + "'";
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
