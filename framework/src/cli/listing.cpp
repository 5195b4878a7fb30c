#include "listing.h"

#include <algorithm>

#include "whimbrel/core/text.h"

namespace whimbrel::cli {
namespace {

std::string labels(const Revision& revision) {
  return revision.branch_labels.empty() ? "" : " (" + join(revision.branch_labels, ", ") + ")";
}

std::string parents(const Revision& revision) {
  return revision.down_revisions.empty() ? "<base>" : join(revision.down_revisions, ", ");
}

std::string marks(const RevisionGraph& graph, RevisionIndex index) {
  std::string text;
  if (graph.is_head(index))
    text += graph.all_children(index).empty() ? " (head)" : " (effective head)";
  return text;
}

Node texts(const std::vector<std::string>& values) {
  Node list = Node::sequence();
  for (const std::string& value : values) list.items.push_back(Node::text(value));
  return list;
}

}  // namespace

std::string history_line(const RevisionGraph& graph, RevisionIndex index,
                         const std::set<RevisionIndex>& current) {
  const Revision& revision = graph[index];
  std::string text = parents(revision);
  if (!revision.depends_on.empty()) text += " (" + join(revision.depends_on, ", ") + ")";
  text += " -> " + revision.id + labels(revision) + marks(graph, index);
  if (current.contains(index)) text += " (current)";
  if (graph.is_branch_point(index)) text += " (branchpoint)";
  if (graph.is_merge_point(index)) text += " (mergepoint)";
  return text + ", " + (revision.message.empty() ? "no message" : revision.message);
}

std::string short_line(const RevisionGraph& graph, RevisionIndex index) {
  return graph.id(index) + labels(graph[index]) + marks(graph, index);
}

std::string long_text(const RevisionGraph& graph, RevisionIndex index) {
  const Revision& revision = graph[index];
  std::string text = "Revision:   " + revision.id + marks(graph, index) + "\n";
  text +=
      (graph.is_merge_point(index) ? "Merges:     " : "Parent:     ") + parents(revision) + "\n";
  if (!revision.depends_on.empty()) text += "Depends on: " + join(revision.depends_on, ", ") + "\n";
  if (!revision.branch_labels.empty())
    text += "Labels:     " + join(revision.branch_labels, ", ") + "\n";
  if (graph.is_branch_point(index)) {
    std::vector<std::string> children;
    for (const RevisionIndex child : graph.children(index)) children.push_back(graph.id(child));
    text += "Branches:   " + join(children, ", ") + "\n";
  }
  text += "Message:    " + revision.message + "\n";
  if (!revision.created.empty()) text += "Created:    " + revision.created + "\n";
  return text + "File:       " + revision.file.lexically_normal().string() + "\n";
}

bool at_all_heads(const RevisionGraph& graph, std::vector<RevisionIndex> current) {
  std::vector<RevisionIndex> heads = graph.real_heads();
  std::sort(heads.begin(), heads.end());
  std::sort(current.begin(), current.end());
  return heads == current;
}

Node revision_node(const RevisionGraph& graph, RevisionIndex index) {
  const Revision& revision = graph[index];
  Node map = Node::map();
  map.add("revision", Node::text(revision.id));
  map.add("down_revision", texts(revision.down_revisions));
  map.add("depends_on", texts(revision.depends_on));
  map.add("branch_labels", texts(revision.branch_labels));
  map.add("message", Node::text(revision.message));
  map.add("created", revision.created.empty() ? Node() : Node::text(revision.created));
  map.add("file", Node::text(revision.file.lexically_normal().string()));
  map.add("head", Node::boolean(graph.is_head(index)));
  return map;
}

}  // namespace whimbrel::cli
