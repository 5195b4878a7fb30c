#include "whimbrel/revision/graph.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "graph_checks.h"

namespace whimbrel {

EdgeLists::EdgeLists(std::size_t revisions, std::span<const Edge> edges)
    : starts_(revisions + 1, 0), items_(edges.size()) {
  for (const Edge& edge : edges) ++starts_[edge.first + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (const Edge& edge : edges) items_[next[edge.first]++] = edge.second;
}

RevisionGraph::RevisionGraph(std::vector<Revision> revisions) : revisions_(std::move(revisions)) {
  index_ids();
  index_labels();
  connect();
  list_ends();
}

std::optional<RevisionIndex> RevisionGraph::find_id(std::string_view id) const {
  const auto found = ids_.find(id);
  if (found == ids_.end()) return std::nullopt;
  return found->second;
}

std::optional<RevisionIndex> RevisionGraph::find_label(std::string_view label) const {
  const auto found = labels_.find(label);
  if (found == labels_.end()) return std::nullopt;
  return found->second;
}

std::optional<RevisionIndex> RevisionGraph::find(std::string_view id_or_label) const {
  const std::optional<RevisionIndex> by_id = find_id(id_or_label);
  return by_id ? by_id : find_label(id_or_label);
}

void RevisionGraph::index_ids() {
  ids_.reserve(revisions_.size());
  for (RevisionIndex i = 0; i < revisions_.size(); ++i) {
    const Revision& revision = revisions_[i];
    check_id_of(revision);
    const auto [known, added] = ids_.emplace(revision.id, i);
    if (!added) throw duplicate_id(revisions_[known->second], revision);
  }
}

void RevisionGraph::index_labels() {
  for (RevisionIndex i = 0; i < revisions_.size(); ++i) {
    for (const std::string& label : revisions_[i].branch_labels) {
      check_label_of(revisions_[i], label);
      if (const std::optional<RevisionIndex> user = find(label))
        throw label_taken(label, revisions_[i], revisions_[*user]);
      labels_.emplace(label, i);
    }
  }
}

void RevisionGraph::connect() {
  const GraphEdges edges = resolved_edges(*this);
  parents_ = EdgeLists(size(), edges.parents);
  children_ = EdgeLists(size(), swapped(edges.parents));
  dependencies_ = EdgeLists(size(), edges.dependencies);
  const std::vector<RevisionIndex> order = parents_first(parents_, children_, size());
  if (order.size() < size()) throw cycle(*this, parents_, order, "Cycle");
  if (edges.dependencies.empty()) {
    all_parents_ = parents_;
    all_children_ = children_;
    return;
  }
  const std::vector<EdgeLists::Edge> all = merged(edges);
  all_parents_ = EdgeLists(size(), all);
  all_children_ = EdgeLists(size(), swapped(all));
  const std::vector<RevisionIndex> full = parents_first(all_parents_, all_children_, size());
  if (full.size() < size()) throw cycle(*this, all_parents_, full, "Dependency cycle");
  all_parents_ = EdgeLists(size(), without_implied(*this, edges, full));
}

void RevisionGraph::list_ends() {
  for (RevisionIndex i = 0; i < revisions_.size(); ++i) {
    if (children(i).empty()) heads_.push_back(i);
    if (all_children(i).empty()) real_heads_.push_back(i);
    if (parents(i).empty()) bases_.push_back(i);
    if (parents(i).empty() && dependencies(i).empty()) real_bases_.push_back(i);
  }
}

std::string listed(const RevisionGraph& graph, std::span<const RevisionIndex> revisions) {
  constexpr std::size_t most = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, revisions.size()); ++i) {
    if (i > 0) text += ", ";
    text += "'" + graph.id(revisions[i]) + "'";
  }
  if (revisions.size() > most) text += " and " + std::to_string(revisions.size() - most) + " more";
  return text;
}

}  // namespace whimbrel
