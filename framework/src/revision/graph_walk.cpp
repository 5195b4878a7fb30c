#include "whimbrel/revision/graph_walk.h"

#include <algorithm>
#include <unordered_set>

namespace whimbrel {
namespace {

template <class Next>
RevisionSet reached(const RevisionGraph& graph, std::span<const RevisionIndex> from, Next next) {
  RevisionSet seen(graph.size(), false);
  std::vector<RevisionIndex> waiting(from.begin(), from.end());
  while (!waiting.empty()) {
    const RevisionIndex at = waiting.back();
    waiting.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    for (const RevisionIndex other : next(at))
      if (!seen[other]) waiting.push_back(other);
  }
  return seen;
}

}  // namespace

RevisionSet ancestors(const RevisionGraph& graph, std::span<const RevisionIndex> of, Edges edges) {
  return reached(graph, of, [&](RevisionIndex i) {
    return edges == Edges::all ? graph.all_parents(i) : graph.parents(i);
  });
}

RevisionSet descendants(const RevisionGraph& graph, std::span<const RevisionIndex> of,
                        Edges edges) {
  return reached(graph, of, [&](RevisionIndex i) {
    return edges == Edges::all ? graph.all_children(i) : graph.children(i);
  });
}

RevisionSet lineage(const RevisionGraph& graph, RevisionIndex of, Edges edges) {
  RevisionSet both = ancestors(graph, std::span(&of, 1), edges);
  const RevisionSet above = descendants(graph, std::span(&of, 1), edges);
  for (std::size_t i = 0; i < both.size(); ++i)
    if (above[i]) both[i] = true;
  return both;
}

std::vector<RevisionIndex> those_in(const RevisionSet& set,
                                    std::span<const RevisionIndex> revisions) {
  std::vector<RevisionIndex> found;
  for (const RevisionIndex i : revisions)
    if (set[i]) found.push_back(i);
  return found;
}

std::vector<RevisionIndex> members(const RevisionSet& set) {
  std::vector<RevisionIndex> found;
  for (RevisionIndex i = 0; i < set.size(); ++i)
    if (set[i]) found.push_back(i);
  return found;
}

std::vector<RevisionIndex> unique(std::span<const RevisionIndex> revisions) {
  std::unordered_set<RevisionIndex> seen;
  std::vector<RevisionIndex> kept;
  for (const RevisionIndex i : revisions)
    if (seen.insert(i).second) kept.push_back(i);
  return kept;
}

std::vector<RevisionIndex> all_current(const RevisionGraph& graph,
                                       std::span<const RevisionIndex> current) {
  const RevisionSet applied = ancestors(graph, current, Edges::all);
  std::vector<RevisionIndex> tips;
  for (RevisionIndex i = 0; i < graph.size(); ++i) {
    const auto children = graph.children(i);
    const bool covered = std::any_of(children.begin(), children.end(),
                                     [&](RevisionIndex child) { return applied[child]; });
    if (applied[i] && !covered) tips.push_back(i);
  }
  return tips;
}

}  // namespace whimbrel
