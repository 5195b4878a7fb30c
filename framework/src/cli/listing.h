// Revisions as lines and as data.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "whimbrel/core/node.h"
#include "whimbrel/revision/graph.h"

namespace whimbrel::cli {

/// `parent -> id (labels) (head) (current) (branchpoint) (mergepoint), message`. `current` may be
/// empty when it is not known.
std::string history_line(const RevisionGraph& graph, RevisionIndex index,
                         const std::set<RevisionIndex>& current);

/// `id (labels) (head)`.
std::string short_line(const RevisionGraph& graph, RevisionIndex index);

/// Everything that the header says, several lines.
std::string long_text(const RevisionGraph& graph, RevisionIndex index);

/// True when the database is at every head: `current` holds these revisions, in any order.
bool at_all_heads(const RevisionGraph& graph, std::vector<RevisionIndex> current);

Node revision_node(const RevisionGraph& graph, RevisionIndex index);

}  // namespace whimbrel::cli
