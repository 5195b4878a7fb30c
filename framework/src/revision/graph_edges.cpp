#include <algorithm>
#include <cstdint>

#include "graph_checks.h"

namespace whimbrel {

GraphEdges resolved_edges(const RevisionGraph& graph) {
  GraphEdges edges;
  edges.parents.reserve(graph.size());
  const auto add = [](std::vector<EdgeLists::Edge>& to, std::size_t first, EdgeLists::Edge edge) {
    if (std::find(to.begin() + static_cast<std::ptrdiff_t>(first), to.end(), edge) == to.end())
      to.push_back(edge);
  };
  for (RevisionIndex i = 0; i < graph.size(); ++i) {
    const Revision& revision = graph[i];
    const std::size_t first_parent = edges.parents.size();
    for (const std::string& name : revision.down_revisions) {
      const std::optional<RevisionIndex> parent = graph.find_id(name);
      if (!parent) throw missing_parent(graph, revision, name);
      if (*parent == i) throw self_loop(revision, "Self-loop");
      add(edges.parents, first_parent, {i, *parent});
    }
    const std::size_t first_dependency = edges.dependencies.size();
    for (const std::string& name : revision.depends_on) {
      const std::optional<RevisionIndex> dependency = graph.find(name);
      if (!dependency) throw missing_dependency(graph, revision, name);
      if (*dependency == i) throw self_loop(revision, "Dependency self-loop");
      add(edges.dependencies, first_dependency, {i, *dependency});
    }
  }
  return edges;
}

std::vector<EdgeLists::Edge> merged(const GraphEdges& edges) {
  std::vector<EdgeLists::Edge> all;
  all.reserve(edges.parents.size() + edges.dependencies.size());
  auto parent = edges.parents.begin();
  for (const EdgeLists::Edge& dependency : edges.dependencies) {
    while (parent != edges.parents.end() && parent->first <= dependency.first)
      all.push_back(*parent++);
    const auto own = [&](const EdgeLists::Edge& edge) { return edge.first == dependency.first; };
    const auto end = std::find_if_not(all.rbegin(), all.rend(), own);
    if (std::find(all.rbegin(), end, dependency) == end) all.push_back(dependency);
  }
  all.insert(all.end(), parent, edges.parents.end());
  return all;
}

std::vector<EdgeLists::Edge> swapped(std::span<const EdgeLists::Edge> edges) {
  std::vector<EdgeLists::Edge> turned;
  turned.reserve(edges.size());
  for (const EdgeLists::Edge& edge : edges) turned.emplace_back(edge.second, edge.first);
  return turned;
}

std::vector<RevisionIndex> parents_first(const EdgeLists& parents, const EdgeLists& children,
                                         std::size_t count) {
  std::vector<std::size_t> waiting(count);
  std::vector<RevisionIndex> order;
  order.reserve(count);
  for (RevisionIndex i = 0; i < count; ++i) {
    waiting[i] = parents.of(i).size();
    if (waiting[i] == 0) order.push_back(i);
  }
  for (std::size_t next = 0; next < order.size(); ++next)
    for (const RevisionIndex child : children.of(order[next]))
      if (--waiting[child] == 0) order.push_back(child);
  return order;
}

namespace {

/// Finds the implied ones among the dependencies on up to 64 different revisions: `reach` says for
/// each revision which of the 64 it is or stands on.
class ImpliedDependencies {
 public:
  ImpliedDependencies(const RevisionGraph& graph, std::span<const RevisionIndex> order)
      : graph_(graph), order_(order), bit_of_(graph.size(), none) {}

  void mark(std::span<const RevisionIndex> targets, std::span<const EdgeLists::Edge> dependencies,
            std::vector<bool>& implied) {
    std::fill(bit_of_.begin(), bit_of_.end(), none);
    for (std::size_t bit = 0; bit < targets.size(); ++bit)
      bit_of_[targets[bit]] = static_cast<std::uint8_t>(bit);
    spread();
    for (std::size_t i = 0; i < dependencies.size(); ++i) {
      const auto& [revision, dependency] = dependencies[i];
      if (bit_of_[dependency] == none) continue;
      for (const RevisionIndex other : graph_.all_parents(revision))
        if (other != dependency && (reach_[other] >> bit_of_[dependency] & 1U) != 0)
          implied[i] = true;
    }
  }

 private:
  static constexpr std::uint8_t none = 255;

  void spread() {
    reach_.assign(graph_.size(), 0);
    for (const RevisionIndex revision : order_) {
      std::uint64_t reach = bit_of_[revision] == none ? 0 : std::uint64_t{1} << bit_of_[revision];
      for (const RevisionIndex parent : graph_.all_parents(revision)) reach |= reach_[parent];
      reach_[revision] = reach;
    }
  }

  const RevisionGraph& graph_;
  std::span<const RevisionIndex> order_;
  std::vector<std::uint8_t> bit_of_;
  std::vector<std::uint64_t> reach_;
};

}  // namespace

std::vector<EdgeLists::Edge> without_implied(const RevisionGraph& graph, const GraphEdges& edges,
                                             std::span<const RevisionIndex> order) {
  std::vector<RevisionIndex> targets;
  for (const EdgeLists::Edge& edge : edges.dependencies) targets.push_back(edge.second);
  std::sort(targets.begin(), targets.end());
  targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
  std::vector<bool> implied(edges.dependencies.size(), false);
  ImpliedDependencies search(graph, order);
  for (std::size_t first = 0; first < targets.size(); first += 64) {
    const std::size_t count = std::min<std::size_t>(64, targets.size() - first);
    search.mark(std::span(targets).subspan(first, count), edges.dependencies, implied);
  }
  GraphEdges kept{edges.parents, {}};
  for (std::size_t i = 0; i < edges.dependencies.size(); ++i)
    if (!implied[i]) kept.dependencies.push_back(edges.dependencies[i]);
  return merged(kept);
}

}  // namespace whimbrel
