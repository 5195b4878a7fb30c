#include "whimbrel/revision/heads.h"

#include "whimbrel/core/error.h"

namespace whimbrel {
namespace {

Error unknown_row(const std::string& row) {
  const std::string name = "'" + row + "'";
  return Error(ErrorCode::revision, "Can't locate revision identified by " + name +
                                        ": the database is at it, but no revision file has it")
      .with_hint(
          "These files may be older than the database, or from another branch: bring the file of " +
          name +
          " back and run again. If that revision is gone for good, `whimbrel stamp --purge "
          "REVISION` says anew where the database is.");
}

}  // namespace

std::vector<RevisionIndex> resolve_rows(const RevisionGraph& graph,
                                        std::span<const std::string> rows) {
  std::vector<RevisionIndex> current;
  for (const std::string& row : rows) {
    const std::optional<RevisionIndex> found = graph.find_id(row);
    if (!found) throw unknown_row(row);
    current.push_back(*found);
  }
  return unique(current);
}

VersionRows::VersionRows(const RevisionGraph& graph, std::span<const RevisionIndex> current)
    : graph_(&graph),
      applied_(ancestors(graph, current, Edges::all)),
      is_row_(graph.size(), false),
      applied_children_(graph.size(), 0) {
  for (RevisionIndex i = 0; i < graph.size(); ++i) {
    if (!applied_[i]) continue;
    for (const RevisionIndex parent : graph.parents(i)) ++applied_children_[parent];
    for (const RevisionIndex dependency : graph.dependencies(i)) ++applied_children_[dependency];
  }
  for (const RevisionIndex row : current) {
    is_row_[row] = true;
    if (applied_children_[row] > 0) redundant_.push_back(row);
  }
}

std::vector<VersionChange> VersionRows::upgrade(RevisionIndex revision) {
  std::vector<RevisionIndex> covered;
  const auto stand_on = [&](RevisionIndex below) {
    if (!applied_[below])
      throw Error(ErrorCode::internal, "'" + graph_->id(revision) + "' is applied before '" +
                                           graph_->id(below) + "', on which it stands");
    ++applied_children_[below];
    if (is_row_[below]) covered.push_back(below);
  };
  if (applied_[revision])
    throw Error(ErrorCode::internal, "'" + graph_->id(revision) + "' is applied twice");
  for (const RevisionIndex parent : graph_->parents(revision)) stand_on(parent);
  for (const RevisionIndex dependency : graph_->dependencies(revision)) stand_on(dependency);
  applied_[revision] = true;
  const RevisionIndex added[] = {revision};
  return change(covered, added);
}

std::vector<VersionChange> VersionRows::downgrade(RevisionIndex revision) {
  if (!applied_[revision] || applied_children_[revision] > 0)
    throw Error(ErrorCode::internal,
                "'" + graph_->id(revision) + "' is undone while it is no head of what is applied");
  std::vector<RevisionIndex> free;
  const auto let_go = [&](RevisionIndex below) {
    if (--applied_children_[below] == 0) free.push_back(below);
  };
  for (const RevisionIndex parent : graph_->parents(revision)) let_go(parent);
  for (const RevisionIndex dependency : graph_->dependencies(revision)) let_go(dependency);
  applied_[revision] = false;
  const RevisionIndex removed[] = {revision};
  return change(removed, free);
}

std::vector<VersionChange> VersionRows::change(std::span<const RevisionIndex> removed,
                                               std::span<const RevisionIndex> added) {
  std::vector<RevisionIndex> gone;
  for (const RevisionIndex row : redundant_)
    if (applied_children_[row] > 0) gone.push_back(row);
  gone.insert(gone.end(), removed.begin(), removed.end());
  redundant_.clear();
  std::vector<RevisionIndex> out;
  for (const RevisionIndex row : unique(gone)) {
    if (!is_row_[row]) continue;
    is_row_[row] = false;
    out.push_back(row);
  }
  std::vector<RevisionIndex> in;
  for (const RevisionIndex row : added) {
    if (is_row_[row]) continue;
    is_row_[row] = true;
    in.push_back(row);
  }
  return version_changes(*graph_, out, in);
}

std::vector<VersionChange> version_changes(const RevisionGraph& graph,
                                           std::span<const RevisionIndex> removed,
                                           std::span<const RevisionIndex> added) {
  std::vector<VersionChange> changes;
  const std::size_t moved = removed.empty() || added.empty() ? 0 : 1;
  for (const RevisionIndex row : removed.first(removed.size() - moved))
    changes.emplace_back(DeleteVersion{graph.id(row)});
  for (const RevisionIndex row : added.first(added.size() - moved))
    changes.emplace_back(InsertVersion{graph.id(row)});
  if (moved > 0)
    changes.emplace_back(UpdateVersion{graph.id(removed.back()), graph.id(added.back())});
  return changes;
}

}  // namespace whimbrel
