// Which revisions lie between two places of a graph.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "whimbrel/revision/graph.h"
#include "whimbrel/revision/symbols.h"

namespace whimbrel {

struct RangeOptions {
  bool inclusive = false;      ///< with the lower end itself
  bool implicit_base = false;  ///< with what other lines bring along down to their bases
};

/// What `upper` stands on, itself included, less what `lower` stands on; newest first. Without
/// `implicit_base` only what stands on `lower`, which must then be below `upper`. Throws
/// Error{revision} when one of the ends on a side stands on another.
std::vector<RevisionIndex> revisions_up(const RevisionGraph& graph,
                                        std::span<const RevisionIndex> lower,
                                        std::span<const RevisionIndex> upper,
                                        const RangeOptions& options);

/// What of `current` and all below it stands on the target; newest first. Throws Error{revision}
/// when that is nothing and the target is not current.
std::vector<RevisionIndex> revisions_down(const RevisionGraph& graph,
                                          std::span<const RevisionIndex> current,
                                          const DowngradeTarget& target,
                                          const RangeOptions& options);

}  // namespace whimbrel
