// What the making of a graph needs besides the graph: its edges, their order, its errors.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "whimbrel/core/error.h"
#include "whimbrel/revision/graph.h"

namespace whimbrel {

/// Edges from a revision to what it names, each one once.
struct GraphEdges {
  std::vector<EdgeLists::Edge> parents;
  std::vector<EdgeLists::Edge> dependencies;
};

/// Looks up what the files name. Throws Error{revision} for a name that no file has and for a
/// revision that names itself.
GraphEdges resolved_edges(const RevisionGraph& graph);
/// Both kinds together: for each revision its parents, then the dependencies that are no parents.
std::vector<EdgeLists::Edge> merged(const GraphEdges& edges);
std::vector<EdgeLists::Edge> swapped(std::span<const EdgeLists::Edge> edges);

/// The revisions, each after its parents; shorter than `count` when there is a cycle.
std::vector<RevisionIndex> parents_first(const EdgeLists& parents, const EdgeLists& children,
                                         std::size_t count);
/// Both kinds together, less the dependencies that another parent or dependency stands on.
/// `order` has all revisions, parents and dependencies first.
std::vector<EdgeLists::Edge> without_implied(const RevisionGraph& graph, const GraphEdges& edges,
                                             std::span<const RevisionIndex> order);

void check_id_of(const Revision& revision);
void check_label_of(const Revision& revision, std::string_view label);
Error duplicate_id(const Revision& first, const Revision& second);
Error label_taken(std::string_view label, const Revision& revision, const Revision& user);
Error missing_parent(const RevisionGraph& graph, const Revision& revision, std::string_view parent);
Error missing_dependency(const RevisionGraph& graph, const Revision& revision,
                         std::string_view dependency);
Error self_loop(const Revision& revision, std::string_view kind);
/// `sorted` are the revisions that stand on no cycle; `kind` begins the message.
Error cycle(const RevisionGraph& graph, const EdgeLists& parents,
            std::span<const RevisionIndex> sorted, std::string_view kind);

}  // namespace whimbrel
