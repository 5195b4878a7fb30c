#include "import_stamp.h"

#include "migrate.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/import/applied.h"
#include "whimbrel/revision/graph_walk.h"
#include "whimbrel/runner/run_lock.h"

namespace whimbrel::cli {
namespace {

// No target is no reason to stop, as long as nobody asked for the stamp.
bool has_target(Workspace& workspace, StampWish wish) {
  try {
    workspace.target();
    return true;
  } catch (const Error& error) {
    if (wish == StampWish::always) throw;
    workspace.console().log("No database is asked: " + error.message());
    return false;
  }
}

bool can_connect(Workspace& workspace, StampWish wish) {
  try {
    workspace.connection();
    return true;
  } catch (const Error& error) {
    if (wish == StampWish::always || error.code() != ErrorCode::connection) throw;
    workspace.console().warn("the database cannot be asked what is applied: " + error.message() +
                             "; import again with --stamp when it can be reached");
    return false;
  }
}

std::vector<RevisionIndex> indices(const RevisionGraph& graph,
                                   const std::vector<std::string>& ids) {
  std::vector<RevisionIndex> result;
  for (const std::string& id : ids)
    if (const auto index = graph.find_id(id)) result.push_back(*index);
  return result;
}

// True when everything that `of` stands on, itself included, is in `set`.
bool all_in(const RevisionSet& set, const std::vector<RevisionIndex>& of) {
  return those_in(set, of).size() == of.size();
}

enum class Standing { behind, ahead, apart };

// How Whimbrel's rows stand to what the other tool says.
Standing compare(const RevisionGraph& graph, const std::vector<RevisionIndex>& ours,
                 const std::vector<RevisionIndex>& theirs) {
  if (all_in(ancestors(graph, ours, Edges::all), theirs)) return Standing::ahead;
  if (all_in(ancestors(graph, theirs, Edges::all), ours)) return Standing::behind;
  return Standing::apart;
}

}  // namespace

std::optional<std::vector<std::string>> applied_by_tool(Workspace& workspace,
                                                        const ImportedHistory& history,
                                                        const std::string& table, StampWish wish) {
  if (wish == StampWish::never || !has_target(workspace, wish) || !can_connect(workspace, wish))
    return std::nullopt;
  auto heads = read_applied(history, parse_qualified_name(table), workspace.dialect(),
                            workspace.connection());
  if (heads) return heads;
  const std::string place = workspace.target().endpoint.display();
  if (wish == StampWish::always)
    throw Error(ErrorCode::revision, "the database has no table '" + table + "' of " +
                                         std::string(word_for(history.tool)))
        .at(place)
        .with_hint("name it with --version-table, or leave out --stamp");
  workspace.console().log("Nothing is stamped: " + place + " has no table '" + table + "'.");
  return std::nullopt;
}

std::vector<std::string> stamp_applied(Workspace& workspace,
                                       const std::vector<std::string>& heads) {
  Console& console = workspace.console();
  const Target& target = workspace.target();
  const auto lock = take_run_lock(workspace.dialect(), workspace.connection(), target.endpoint,
                                  workspace.tables().version.text(), target.run_lock_timeout);
  workspace.forget_rows();
  const RevisionGraph& graph = workspace.graph();
  const std::vector<std::string> rows = workspace.rows();
  const std::vector<RevisionIndex> ours = workspace.current();
  const Standing standing = compare(graph, ours, indices(graph, heads));
  if (standing == Standing::apart)
    throw Error(ErrorCode::revision, "Whimbrel's version table says " + join(rows, ", ") +
                                         ", and the other tool's says " + join(heads, ", "))
        .at(target.endpoint.display())
        .with_hint("find out which one is right, then say so with 'whimbrel stamp'");
  if (standing == Standing::ahead) return rows;
  VersionTable& versions = workspace.versions();
  versions.ensure();
  workspace.connection().begin();
  for (const Step& step : stamp_steps(graph, rows, heads)) {
    console.log("Stamping " + arrow(step));
    versions.apply(step.changes);
  }
  workspace.connection().commit();
  workspace.forget_rows();
  return workspace.rows();
}

}  // namespace whimbrel::cli
