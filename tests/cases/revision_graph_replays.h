// The replays of single operations, and what they share.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "revision_graph_cases.h"
#include "whimbrel/revision/graph.h"

namespace whimbrel::cases {

using Ids = std::vector<std::string>;

Ids ids_of(const RevisionGraph& graph, std::span<const RevisionIndex> revisions);
Ids sorted(Ids ids);
std::string shown(const Ids& ids);
/// Empty when both are equal, else what was wanted and what came.
std::string compared(std::string_view what, const Ids& wanted, const Ids& got);
/// The recorded list against `listed`; its order does not count where it hangs on chance.
std::string listing_difference(const Case& one, const RevisionGraph& graph,
                               std::span<const RevisionIndex> listed);

// Each runs one case and returns what differs; empty when nothing does.
std::string replay_upgrade(const Case& one, const RevisionGraph& graph);
std::string replay_downgrade(const Case& one, const RevisionGraph& graph);
std::string replay_stamp(const Case& one, const RevisionGraph& graph);
std::string replay_iterate(const Case& one, const RevisionGraph& graph);
std::string replay_history(const Case& one, const RevisionGraph& graph);
std::string replay_printed_history(const Case& one, const RevisionGraph& graph);
std::string replay_load(const Case& one, const RevisionGraph& graph);
std::string replay_lookup(const Case& one, const RevisionGraph& graph);
std::string replay_number(const Case& one, const RevisionGraph& graph);
std::string replay_current(const Case& one, const RevisionGraph& graph);
std::string replay_lineage(const Case& one, const RevisionGraph& graph);
std::string replay_growth(const Case& one, const RevisionGraph& graph);

}  // namespace whimbrel::cases
