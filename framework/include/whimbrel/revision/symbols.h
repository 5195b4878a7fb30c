// The names by which people mean revisions: ids, beginnings of ids, head, base, branch@head, +2.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "whimbrel/revision/graph.h"
#include "whimbrel/revision/graph_walk.h"

namespace whimbrel {

// All functions here throw Error{revision} for a symbol that means nothing or more than one thing;
// the error lists the candidates or names the nearest known word. `current` is what the database
// is at (resolve_rows). None keeps state. [thread-safe]

/// A symbol taken apart: `branch@name+steps`, each part optional.
struct Symbol {
  std::string text;                     ///< as written
  std::string branch_name;              ///< before the @; a label, an id or the beginning of one
  std::optional<RevisionIndex> branch;  ///< the revision that it names
  std::string name;                     ///< empty: counted from where the database is
  std::optional<int> steps;             ///< up when positive, down when negative
};

/// What to do when a relative symbol leads beyond the last or the first revision.
enum class Overwalk { refuse, stop };

Symbol parse_symbol(const RevisionGraph& graph, std::string_view text);

/// The revisions a symbol names, for show, stamp, merge and the like; `base` names none. `-2`
/// counts down from the heads.
std::vector<RevisionIndex> resolve(const RevisionGraph& graph, std::string_view symbol,
                                   std::span<const RevisionIndex> current);
/// The same where only one will do; nothing for `base`. Several are an error that lists them.
std::optional<RevisionIndex> resolve_single(const RevisionGraph& graph, std::string_view symbol,
                                            std::span<const RevisionIndex> current);

/// What an upgrade goes to. `+2` counts from the current revision, `branch@+2` from the one on that
/// branch.
std::vector<RevisionIndex> resolve_upgrade(const RevisionGraph& graph, std::string_view symbol,
                                           std::span<const RevisionIndex> current,
                                           Overwalk overwalk = Overwalk::refuse);

/// What a downgrade goes back to.
struct DowngradeTarget {
  std::optional<RevisionIndex> revision = {};  ///< nothing: base
  std::optional<RevisionIndex> branch = {};    ///< undo this branch only, where several stand on it
  std::string warning = {};                    ///< empty, or a sentence for the user
};
/// `-1` counts from the current revision; from the first one, with a warning, when there are
/// several.
DowngradeTarget resolve_downgrade(const RevisionGraph& graph, std::string_view symbol,
                                  std::span<const RevisionIndex> current,
                                  Overwalk overwalk = Overwalk::refuse);

/// The two ends of a history listing, both inclusive.
struct RangeEnds {
  std::vector<RevisionIndex> lower;  ///< empty: base
  std::vector<RevisionIndex> upper;
  std::optional<RevisionIndex> branch;  ///< list the upper ends of this branch only
};
/// Relative ends count from the other end (`-3:current`, `abc:+2`) and stop at the last revision.
RangeEnds resolve_range(const RevisionGraph& graph, std::span<const std::string> lower,
                        std::span<const std::string> upper, std::span<const RevisionIndex> current);
/// `a:b`, `a:` or `:b` as the two ends, `base` and `heads` where one is left out. Throws
/// Error{usage} when the text is no range. Pure.
std::pair<std::string, std::string> split_range(std::string_view text);

}  // namespace whimbrel
