#include "rendering.h"

#include "whimbrel/diff/model_context.h"

namespace whimbrel {
namespace {

constexpr const char* kAlone =
    "put it into a revision of its own, so that a failure before or after it is undone as a whole";

}  // namespace

void find_rendering_problems(const RuleInput& input, bool in_transaction, bool known,
                             bool stands_alone) {
  if (input.step.operation == nullptr || input.step.reading != nullptr) return;
  ModelContext context(input.place.before, input.place.server_version);
  const Rendered rendered = input.dialect.renderer().render({input.step.operation, 1}, context);
  if (const auto* reason = std::get_if<Unsupported>(&rendered)) {
    if (known)
      input.add("unsupported-operation", summary(*input.step.operation) + ": " + reason->reason,
                "say 'dialects: [...]' on the operation, or write it in a way that this database "
                "knows");
    return;
  }
  for (const Statement& each : std::get<std::vector<Statement>>(rendered))
    if (in_transaction && each.phase == Statement::Phase::outside && !stands_alone) {
      input.add("outside-transaction",
                summary(*input.step.operation) +
                    " cannot run in a transaction, so this migration runs without one",
                kAlone);
      return;
    }
}

}  // namespace whimbrel
