// whimbrel rebase
#include <algorithm>

#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"
#include "whimbrel/revision/graph_walk.h"
#include "whimbrel/revision/header_edit.h"
#include "whimbrel/revision/symbols.h"
#include "workspace.h"

namespace whimbrel::cli {
namespace {

struct State {
  std::string revision;
  std::vector<std::string> onto;
};

// What a database has run cannot be given another past.
void require_not_applied(Workspace& workspace, RevisionIndex index) {
  const RevisionGraph& graph = workspace.graph();
  if (!ancestors(graph, workspace.current(), Edges::all)[index]) return;
  throw Error(ErrorCode::revision, "'" + graph.id(index) + "' is applied, so it stays where it is")
      .at(workspace.target().endpoint.display())
      .with_hint("'whimbrel downgrade' undoes it; 'whimbrel merge' joins branches without moving");
}

std::vector<RevisionIndex> new_parents(Workspace& workspace, const State& state,
                                       RevisionIndex index) {
  const RevisionGraph& graph = workspace.graph();
  const RevisionSet above = descendants(graph, std::vector{index}, Edges::all);
  std::vector<RevisionIndex> parents;
  for (const std::string& symbol : state.onto)
    for (const RevisionIndex parent : resolve(graph, symbol, workspace.current())) {
      if (above[parent])
        throw Error(ErrorCode::revision, "'" + graph.id(parent) + "' stands on '" +
                                             graph.id(index) + "', which cannot stand on it");
      parents.push_back(parent);
    }
  return unique(parents);
}

// A graph that cannot be built must not be left behind in the files.
void require_good_graph(const RevisionGraph& graph, RevisionIndex moved, const Revision& changed) {
  std::vector<Revision> revisions;
  for (RevisionIndex i = 0; i < graph.size(); ++i)
    revisions.push_back(i == moved ? changed : graph[i]);
  const RevisionGraph checked(std::move(revisions));
}

int rebase(Workspace& workspace, const State& state) {
  const RevisionGraph& graph = workspace.graph();
  const auto index = resolve_single(graph, state.revision, workspace.current());
  if (!index)
    throw Error(ErrorCode::revision, "'" + state.revision + "' names no revision to move");
  require_not_applied(workspace, *index);
  Revision changed = graph[*index];
  changed.down_revisions.clear();
  for (const RevisionIndex parent : new_parents(workspace, state, *index))
    changed.down_revisions.push_back(graph.id(parent));
  require_good_graph(graph, *index, changed);
  const std::string text = read_file(changed.file);
  const std::string moved = with_down_revisions(text, changed.file, changed.down_revisions);
  if (moved != text) write_file(changed.file, moved);
  const std::string onto =
      changed.down_revisions.empty() ? "base" : join(changed.down_revisions, ", ");
  workspace.console().line("'" + changed.id + "' stands on " + onto +
                           " now: " + changed.file.lexically_normal().string());
  Node result = Node::map();
  result.add("revision", Node::text(changed.id));
  Node& list = result.add("down_revision", Node::sequence());
  for (const std::string& each : changed.down_revisions) list.items.push_back(Node::text(each));
  result.add("file", Node::text(changed.file.lexically_normal().string()));
  workspace.console().answer("rebase", workspace.target_name(), std::move(result));
  workspace.console().log("Review it where it stands: whimbrel review " + changed.id);
  return kDone;
}

}  // namespace

Command rebase_command() {
  auto state = std::make_shared<State>();
  Command command;
  command.name = "rebase";
  command.summary = "Let a revision that is not applied yet stand on another one";
  command.description =
      "What stands on the revision moves with it. Only the header of its file changes. The "
      "target's\n"
      "database is asked whether the revision is applied.";
  command.examples = {"whimbrel rebase 9b1d --onto head", "whimbrel rebase 9b1d --onto 3f2a"};
  command.options = {
      {"revision", "What to move", &state->revision, true},
      {"--onto", "What it shall stand on; base for nothing, several for a merge", &state->onto,
       true},
  };
  command.run = [state](Workspace& workspace) { return rebase(workspace, *state); };
  return command;
}

}  // namespace whimbrel::cli
