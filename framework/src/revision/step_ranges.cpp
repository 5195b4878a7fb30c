#include "whimbrel/revision/step_ranges.h"

#include <algorithm>

#include "whimbrel/core/error.h"
#include "whimbrel/revision/graph_walk.h"

namespace whimbrel {
namespace {

RevisionSet below_all(const RevisionGraph& graph, std::span<const RevisionIndex> revisions) {
  std::vector<RevisionIndex> parents;
  for (const RevisionIndex i : revisions)
    for (const RevisionIndex parent : graph.all_parents(i)) parents.push_back(parent);
  return ancestors(graph, parents, Edges::all);
}

void refuse_overlap(const RevisionGraph& graph, std::span<const RevisionIndex> ends) {
  const std::vector<RevisionIndex> covered = those_in(below_all(graph, ends), ends);
  if (covered.empty()) return;
  const RevisionIndex lower = covered.front();
  for (const RevisionIndex upper :
       those_in(descendants(graph, std::span(&lower, 1), Edges::all), ends)) {
    if (upper == lower) continue;
    throw Error(ErrorCode::revision, "Requested revision " + graph.id(upper) +
                                         " overlaps with other requested revisions " +
                                         graph.id(lower))
        .with_hint("'" + graph.id(upper) + "' stands on '" + graph.id(lower) +
                   "'; name one of them.");
  }
}

void add_to(RevisionSet& set, std::span<const RevisionIndex> revisions) {
  for (const RevisionIndex i : revisions) set[i] = true;
}

void remove_others(RevisionSet& set, const RevisionSet& kept) {
  for (std::size_t i = 0; i < set.size(); ++i)
    if (!kept[i]) set[i] = false;
}

void remove(RevisionSet& set, const RevisionSet& gone) {
  for (std::size_t i = 0; i < set.size(); ++i)
    if (gone[i]) set[i] = false;
}

/// The revisions that must go first when the target becomes the newest: its children, or all bases;
/// with a branch and several of them, those on that branch.
std::vector<RevisionIndex> downgrade_roots(const RevisionGraph& graph,
                                           const DowngradeTarget& target, bool inclusive) {
  if (target.revision && inclusive) return {*target.revision};
  const auto all = target.revision ? graph.children(*target.revision)
                                   : std::span<const RevisionIndex>(graph.bases());
  if (!target.branch || all.size() < 2) return {all.begin(), all.end()};
  const std::span<const RevisionIndex> branch(&*target.branch, 1);
  std::vector<RevisionIndex> roots = those_in(ancestors(graph, branch, Edges::versioned), all);
  if (roots.empty()) roots = those_in(descendants(graph, branch, Edges::versioned), all);
  if (roots.empty())
    throw Error(ErrorCode::revision,
                "Not a valid downgrade target from current heads: branch '" +
                    graph.id(*target.branch) + "' has nothing above " +
                    (target.revision ? "'" + graph.id(*target.revision) + "'" : "base"));
  return roots;
}

}  // namespace

std::vector<RevisionIndex> revisions_up(const RevisionGraph& graph,
                                        std::span<const RevisionIndex> lower,
                                        std::span<const RevisionIndex> upper,
                                        const RangeOptions& options) {
  refuse_overlap(graph, upper);
  RevisionSet needed = ancestors(graph, upper, Edges::all);
  if (!options.implicit_base) {
    for (const RevisionIndex i : lower) {
      if (needed[i]) continue;
      const std::string top = upper.empty() ? "base" : listed(graph, upper);
      throw Error(ErrorCode::revision,
                  "Revision " + graph.id(i) + " is not an ancestor of revision " + top)
          .with_hint("Both ends must be on one line, the older one first.");
    }
    refuse_overlap(graph, lower);
  }
  remove(needed, ancestors(graph, lower, Edges::all));
  if (options.inclusive) add_to(needed, lower);
  if (!lower.empty() && !options.implicit_base)
    remove_others(needed, descendants(graph, lower, Edges::versioned));
  return newest_first(graph, needed, upper);
}

std::vector<RevisionIndex> revisions_down(const RevisionGraph& graph,
                                          std::span<const RevisionIndex> current,
                                          const DowngradeTarget& target,
                                          const RangeOptions& options) {
  const std::vector<RevisionIndex> roots = downgrade_roots(graph, target, options.inclusive);
  const RevisionSet active = ancestors(graph, current, Edges::all);
  RevisionSet undone = descendants(graph, roots, Edges::all);
  remove_others(undone, active);
  if (options.implicit_base) {
    const RevisionSet below = ancestors(graph, roots, Edges::all);
    for (std::size_t i = 0; i < undone.size(); ++i)
      if (active[i] && !below[i]) undone[i] = true;
  }
  const bool nothing = std::find(undone.begin(), undone.end(), true) == undone.end();
  if (target.revision && nothing &&
      std::find(current.begin(), current.end(), *target.revision) == current.end())
    throw Error(ErrorCode::revision, "Destination " + graph.id(*target.revision) +
                                         " is not a valid downgrade target from current head(s)")
        .with_hint((current.empty() ? std::string("No revision is applied")
                                    : "The database is at " + listed(graph, current)) +
                   "; a downgrade goes to a revision below that. `whimbrel history -i` shows what "
                   "is applied.");
  return newest_first(graph, undone, current);
}

}  // namespace whimbrel
