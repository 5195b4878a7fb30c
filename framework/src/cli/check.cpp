// whimbrel check
#include "comparison.h"
#include "whimbrel/core/text.h"
#include "whimbrel/ops/operation_codec.h"

namespace whimbrel::cli {
namespace {

int check(Workspace& workspace, const std::string& wait) {
  Console& console = workspace.console();
  workspace.wait_for_database(wait);
  const Comparison comparison = compare_with_database(workspace);
  const Difference& difference = comparison.difference;
  console.answer("check", workspace.target_name(), comparison_node(comparison));
  if (difference.empty()) {
    console.line("No difference: the database has the desired schema.");
    return kDone;
  }
  console.line("The database differs from the desired schema:");
  for (const Operation& operation : difference.operations)
    console.line("  " + summary(operation) + (is_destructive(operation) ? "  (destructive)" : ""));
  for (const std::string& each : difference.unsupported) console.line("  unsupported: " + each);
  const std::vector<std::string> pending = pending_revisions(workspace);
  if (pending.empty())
    console.log("Write a revision for it: whimbrel revision --autogenerate -m \"...\"");
  else
    console.log("Pending revisions may hold it (" + join(pending, ", ") +
                "): whimbrel upgrade head");
  return kDifferent;
}

}  // namespace

Command check_command() {
  auto wait = std::make_shared<std::string>();
  Command command;
  command.name = "check";
  command.summary = "Compare the database with the desired schema; exit code 3 when they differ";
  command.examples = {"whimbrel check", "whimbrel check --target staging --format json"};
  command.options = {wait_option(wait.get())};
  command.run = [wait](Workspace& workspace) { return check(workspace, *wait); };
  return command;
}

}  // namespace whimbrel::cli
