// whimbrel edit
#include <cstdlib>

#include "whimbrel/core/error.h"
#include "whimbrel/core/process.h"
#include "whimbrel/revision/symbols.h"
#include "workspace.h"

namespace whimbrel::cli {
namespace {

std::string editor() {
  for (const char* name : {"VISUAL", "EDITOR"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  return "vi";
}

int edit(Workspace& workspace, const std::string& symbol) {
  const RevisionGraph& graph = workspace.graph();
  std::vector<RevisionIndex> at;
  if (symbol.find("current") != std::string::npos) at = workspace.current();
  const std::vector<RevisionIndex> chosen = resolve(graph, symbol, at);
  if (chosen.empty())
    throw Error(ErrorCode::revision, "'" + symbol + "' names no revision file")
        .with_hint("'whimbrel history' lists the revisions");
  // The variable may hold arguments as well, so it is a shell that takes it apart, as other tools
  // do; the files are handed over as they are.
  const std::string program = editor();
  std::vector<std::string> arguments = {"sh", "-c", program + " \"$@\"", program};
  Node result = Node::sequence();
  for (const RevisionIndex index : chosen) {
    arguments.push_back(graph[index].file.string());
    result.items.push_back(Node::text(arguments.back()));
  }
  const int code = run_program(arguments, {});
  if (code != 0)
    throw Error(ErrorCode::io,
                "the editor '" + program + "' ended with exit code " + std::to_string(code))
        .with_hint("VISUAL or EDITOR names the editor");
  workspace.console().answer("edit", "", std::move(result));
  return kDone;
}

}  // namespace

Command edit_command() {
  auto symbol = std::make_shared<std::string>("head");
  Command command;
  command.name = "edit";
  command.summary = "Open a revision file in $VISUAL or $EDITOR";
  command.examples = {"whimbrel edit", "whimbrel edit 3f2a"};
  command.options = {{"revision", "Which (default: head)", symbol.get()}};
  command.run = [symbol](Workspace& workspace) { return edit(workspace, *symbol); };
  return command;
}

}  // namespace whimbrel::cli
