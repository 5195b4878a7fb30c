// whimbrel heads
#include "listing.h"
#include "workspace.h"

namespace whimbrel::cli {
namespace {

int heads(Workspace& workspace, bool resolve_dependencies) {
  Console& console = workspace.console();
  const RevisionGraph& graph = workspace.graph();
  Node result = Node::sequence();
  for (const RevisionIndex index : resolve_dependencies ? graph.real_heads() : graph.heads()) {
    result.items.push_back(revision_node(graph, index));
    if (console.verbose())
      console.raw(long_text(graph, index));
    else
      console.line(short_line(graph, index));
  }
  console.answer("heads", "", std::move(result));
  if (graph.empty()) console.log("There are no revisions.");
  return kDone;
}

}  // namespace

Command heads_command() {
  auto resolve = std::make_shared<bool>(false);
  Command command;
  command.name = "heads";
  command.summary = "Show the revisions that no other stands on";
  command.examples = {"whimbrel heads"};
  command.options = {
      {"--resolve-dependencies", "Leave out what another revision depends on", resolve.get()}};
  command.run = [resolve](Workspace& workspace) { return heads(workspace, *resolve); };
  return command;
}

}  // namespace whimbrel::cli
