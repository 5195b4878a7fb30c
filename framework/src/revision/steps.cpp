#include "whimbrel/revision/steps.h"

#include <algorithm>

#include "whimbrel/revision/step_ranges.h"

namespace whimbrel {
namespace {

std::vector<std::string> ids_of(const RevisionGraph& graph,
                                std::span<const RevisionIndex> revisions) {
  std::vector<std::string> ids;
  ids.reserve(revisions.size());
  for (const RevisionIndex i : revisions) ids.push_back(graph.id(i));
  return ids;
}

}  // namespace

std::vector<Step> upgrade_steps(const RevisionGraph& graph, std::span<const RevisionIndex> current,
                                std::span<const RevisionIndex> targets) {
  std::vector<RevisionIndex> order =
      revisions_up(graph, current, targets, {.inclusive = false, .implicit_base = true});
  std::reverse(order.begin(), order.end());
  VersionRows rows(graph, current);
  std::vector<Step> steps;
  steps.reserve(order.size());
  for (const RevisionIndex i : order)
    steps.push_back({StepKind::upgrade,
                     true,
                     graph.id(i),
                     ids_of(graph, graph.parents(i)),
                     {graph.id(i)},
                     rows.upgrade(i)});
  return steps;
}

std::vector<Step> downgrade_steps(const RevisionGraph& graph,
                                  std::span<const RevisionIndex> current,
                                  const DowngradeTarget& target) {
  VersionRows rows(graph, current);
  std::vector<Step> steps;
  for (const RevisionIndex i : revisions_down(graph, current, target, {}))
    steps.push_back({StepKind::downgrade,
                     false,
                     graph.id(i),
                     {graph.id(i)},
                     ids_of(graph, graph.parents(i)),
                     rows.downgrade(i)});
  return steps;
}

std::vector<RevisionIndex> history(const RevisionGraph& graph, const RangeEnds& ends) {
  const RangeOptions options{.inclusive = true, .implicit_base = false};
  if (!ends.branch) return revisions_up(graph, ends.lower, ends.upper, options);
  const RevisionSet branch = lineage(graph, *ends.branch, Edges::versioned);
  return revisions_up(graph, ends.lower, those_in(branch, ends.upper), options);
}

}  // namespace whimbrel
