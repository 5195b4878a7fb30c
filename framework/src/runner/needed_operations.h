// What of a migration has something to do.
#pragma once

#include <cstddef>
#include <vector>

#include "migration_render.h"

namespace whimbrel {

/// The positions, in `migration`, of the operations of `part` that have something to do in the
/// database of `context`, with those before them carried out: all but the ones that say `if_exists`
/// or `if_not_exists` for nothing. The tables are asked for only where one says so. Throws what the
/// context throws, and Error{unsupported} where such an operation meets no database to ask.
std::vector<std::size_t> needed_operations(const Migration& migration, const MigrationPart& part,
                                           const Dialect& dialect, RenderContext& context);

/// Throws Error{unsupported} when `migration`, of several `statements` that each commit by itself,
/// has such an operation: an interrupted run could not tell what it had done from what was there.
void require_unguarded(const Migration& migration, std::size_t statements);

}  // namespace whimbrel
