// whimbrel history
#include "listing.h"
#include "whimbrel/revision/steps.h"
#include "whimbrel/revision/symbols.h"
#include "workspace.h"

namespace whimbrel::cli {
namespace {

struct State {
  std::string range;
  bool indicate_current = false;
};

int list_history(Workspace& workspace, const State& state) {
  Console& console = workspace.console();
  const RevisionGraph& graph = workspace.graph();
  const auto [lower, upper] = state.range.empty()
                                  ? std::pair<std::string, std::string>("base", "heads")
                                  : split_range(state.range);
  // The database is asked only where the answer depends on it.
  const bool needs_database = state.indicate_current ||
                              lower.find("current") != std::string::npos ||
                              upper.find("current") != std::string::npos;
  std::vector<RevisionIndex> at;
  if (needs_database) at = workspace.current();
  const std::set<RevisionIndex> current(at.begin(), at.end());
  std::vector<RevisionIndex> listed_revisions;
  if (!graph.empty())
    listed_revisions =
        history(graph, resolve_range(graph, std::vector{lower}, std::vector{upper}, at));
  Node result = Node::sequence();
  for (const RevisionIndex index : listed_revisions) {
    if (console.json()) {
      Node node = revision_node(graph, index);
      if (needs_database) node.add("current", Node::boolean(current.contains(index)));
      result.items.push_back(std::move(node));
    } else if (console.verbose()) {
      console.raw(long_text(graph, index) + "\n");
    } else {
      console.line(history_line(graph, index, current));
    }
  }
  console.answer("history", needs_database ? workspace.target_name() : "", std::move(result));
  if (listed_revisions.empty()) console.log("There are no revisions.");
  return kDone;
}

}  // namespace

Command history_command() {
  auto state = std::make_shared<State>();
  Command command;
  command.name = "history";
  command.summary = "List the revisions, newest first";
  command.examples = {"whimbrel history", "whimbrel history -r current:head -i",
                      "whimbrel history -r-3:head"};
  command.options = {
      {"-r,--rev-range", "START:END, both inclusive; each a revision, base, head or current",
       &state->range},
      {"-i,--indicate-current", "Mark where the database is", &state->indicate_current},
  };
  command.run = [state](Workspace& workspace) { return list_history(workspace, *state); };
  return command;
}

}  // namespace whimbrel::cli
