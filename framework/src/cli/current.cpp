// whimbrel current
#include "listing.h"
#include "workspace.h"

namespace whimbrel::cli {
namespace {

struct State {
  bool check_heads = false;
  std::string wait;
};

int current(Workspace& workspace, const State& state) {
  workspace.wait_for_database(state.wait);
  Console& console = workspace.console();
  const RevisionGraph& graph = workspace.graph();
  const std::vector<RevisionIndex> at = workspace.current();
  Node result = Node::sequence();
  if (console.verbose()) console.line("Database:   " + workspace.target().endpoint.display());
  for (const RevisionIndex index : at) {
    result.items.push_back(revision_node(graph, index));
    if (console.verbose())
      console.raw(long_text(graph, index));
    else
      console.line(short_line(graph, index));
  }
  console.answer("current", workspace.target_name(), std::move(result));
  if (at.empty()) console.log("No revision is applied.");
  if (!state.check_heads || at_all_heads(graph, at)) return kDone;
  console.log("The database is not at all heads.");
  return kDifferent;
}

}  // namespace

Command current_command() {
  auto state = std::make_shared<State>();
  Command command;
  command.name = "current";
  command.summary = "Show the revisions that the database is at";
  command.examples = {"whimbrel current", "whimbrel current --target prod --check-heads"};
  command.options = {
      {"--check-heads", "Exit code 3 when these are not all the heads", &state->check_heads},
      wait_option(&state->wait)};
  command.run = [state](Workspace& workspace) { return current(workspace, *state); };
  return command;
}

}  // namespace whimbrel::cli
