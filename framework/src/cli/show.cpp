// whimbrel show
#include "listing.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/revision/symbols.h"
#include "workspace.h"

namespace whimbrel::cli {
namespace {

int show(Workspace& workspace, const std::string& symbol) {
  Console& console = workspace.console();
  const RevisionGraph& graph = workspace.graph();
  std::vector<RevisionIndex> at;
  if (symbol.find("current") != std::string::npos) at = workspace.current();
  const std::vector<RevisionIndex> shown = resolve(graph, symbol, at);
  Node result = Node::sequence();
  for (const RevisionIndex index : shown) {
    const std::string text = read_file(graph[index].file);
    console.raw(long_text(graph, index) + "\n" + text);
    Node node = revision_node(graph, index);
    node.add("text", Node::text(text));
    result.items.push_back(std::move(node));
  }
  console.answer("show", "", std::move(result));
  if (shown.empty()) console.log("'" + symbol + "' names no revision.");
  return kDone;
}

}  // namespace

Command show_command() {
  auto symbol = std::make_shared<std::string>("head");
  Command command;
  command.name = "show";
  command.summary = "Show a revision: where it stands and what is in its file";
  command.examples = {"whimbrel show head", "whimbrel show 3f2a"};
  command.options = {{"revision", "Which (default: head)", symbol.get()}};
  command.run = [symbol](Workspace& workspace) { return show(workspace, *symbol); };
  return command;
}

}  // namespace whimbrel::cli
