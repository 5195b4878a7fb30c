#include <algorithm>

#include "whimbrel/revision/graph.h"
#include "whimbrel/revision/graph_walk.h"

namespace whimbrel {
namespace {

bool in_plain_line(const RevisionGraph& graph, RevisionIndex i) {
  return graph.all_children(i).size() < 2 && !graph.is_merge_point(i);
}

/// True when the line from `carrier` up to its end has no branch point and no merge point.
bool plain_above(const RevisionGraph& graph, RevisionIndex carrier) {
  RevisionIndex at = carrier;
  while (in_plain_line(graph, at)) {
    if (graph.children(at).empty()) return true;
    at = graph.children(at).front();
  }
  return false;
}

}  // namespace

std::vector<std::vector<std::string>> effective_labels(const RevisionGraph& graph) {
  std::vector<std::vector<std::string>> labels(graph.size());
  for (const auto& [label, carrier] : graph.labels()) {
    const RevisionSet above = descendants(graph, std::span(&carrier, 1), Edges::versioned);
    for (const RevisionIndex i : members(above)) labels[i].push_back(label);
    if (!plain_above(graph, carrier)) continue;
    for (RevisionIndex at = carrier; !graph.is_base(at);) {
      at = graph.parents(at).front();
      if (!in_plain_line(graph, at)) break;
      labels[at].push_back(label);
    }
  }
  return labels;
}

}  // namespace whimbrel
