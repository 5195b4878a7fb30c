// Symbols down to the names in them: what the parts of symbols.h share.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/error.h"
#include "whimbrel/revision/symbols.h"

namespace whimbrel {

/// The one revision with this id or label, or whose id or label begins so. With `within`, only
/// members of it count for a beginning. Throws Error{revision}.
RevisionIndex find_revision(const RevisionGraph& graph, std::string_view name,
                            const RevisionSet* within = nullptr);

/// What the name of a symbol means, steps left aside: several for heads and current, none for base.
std::vector<RevisionIndex> named_revisions(const RevisionGraph& graph, const Symbol& symbol,
                                           std::span<const RevisionIndex> current);
std::optional<RevisionIndex> named_revision(const RevisionGraph& graph, const Symbol& symbol,
                                            std::span<const RevisionIndex> current);

/// Goes the symbol's steps up or down from `start`; nothing stands for base on both ends.
std::optional<RevisionIndex> walk(const RevisionGraph& graph, const Symbol& symbol,
                                  std::optional<RevisionIndex> start, Overwalk overwalk);

/// "Relative revision -3 didn't produce 3 migrations", with the reason behind it.
Error too_few(const Symbol& symbol, std::string_view why);
Error several_heads(const RevisionGraph& graph, const Symbol& symbol,
                    std::span<const RevisionIndex> candidates);

}  // namespace whimbrel
