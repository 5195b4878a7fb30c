// whimbrel branches
#include "listing.h"
#include "workspace.h"

namespace whimbrel::cli {
namespace {

int branches(Workspace& workspace) {
  Console& console = workspace.console();
  const RevisionGraph& graph = workspace.graph();
  Node result = Node::sequence();
  for (RevisionIndex index = 0; index < graph.size(); ++index) {
    if (!graph.is_branch_point(index)) continue;
    Node node = revision_node(graph, index);
    Node& children = node.add("children", Node::sequence());
    console.line(short_line(graph, index) + " (branchpoint)");
    if (console.verbose()) console.raw(long_text(graph, index));
    for (const RevisionIndex child : graph.children(index)) {
      console.line("    -> " + short_line(graph, child));
      children.items.push_back(Node::text(graph.id(child)));
    }
    result.items.push_back(std::move(node));
  }
  const bool none = result.items.empty();
  console.answer("branches", "", std::move(result));
  if (none) console.log("There are no branch points.");
  return kDone;
}

}  // namespace

Command branches_command() {
  Command command;
  command.name = "branches";
  command.summary = "Show the revisions on which several others stand";
  command.examples = {"whimbrel branches", "whimbrel branches -v"};
  command.run = branches;
  return command;
}

}  // namespace whimbrel::cli
