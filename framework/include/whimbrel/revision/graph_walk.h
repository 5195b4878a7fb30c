// Sets of revisions that belong together, and their order.
#pragma once

#include <span>
#include <vector>

#include "whimbrel/revision/graph.h"

namespace whimbrel {

/// Which edges count: `down_revisions` alone, or dependencies too.
enum class Edges { versioned, all };

/// One bit for each revision of a graph.
using RevisionSet = std::vector<bool>;

/// The revisions themselves and all that they stand on. Linear.
RevisionSet ancestors(const RevisionGraph& graph, std::span<const RevisionIndex> of, Edges edges);
/// The revisions themselves and all that stands on them. Linear.
RevisionSet descendants(const RevisionGraph& graph, std::span<const RevisionIndex> of, Edges edges);
/// Ancestors and descendants of one revision: what shares its branch.
RevisionSet lineage(const RevisionGraph& graph, RevisionIndex of, Edges edges);

/// Those of `revisions` that are in `set`, order kept.
std::vector<RevisionIndex> those_in(const RevisionSet& set,
                                    std::span<const RevisionIndex> revisions);
/// The members in load order.
std::vector<RevisionIndex> members(const RevisionSet& set);
/// Without repetitions, order kept.
std::vector<RevisionIndex> unique(std::span<const RevisionIndex> revisions);

/// All that is applied when `current` is, less what has a versioned child in it: the tips of every
/// branch that the current revisions stand on. In load order.
std::vector<RevisionIndex> all_current(const RevisionGraph& graph,
                                       std::span<const RevisionIndex> current);

/// The wanted revisions, each before all that it stands on. The walk begins at `heads` in load
/// order and keeps to one line until something else must come first; when a line ends it goes on
/// with the one before it. Wanted revisions that no head leads to follow in the same manner.
std::vector<RevisionIndex> newest_first(const RevisionGraph& graph, const RevisionSet& wanted,
                                        std::span<const RevisionIndex> heads);

}  // namespace whimbrel
