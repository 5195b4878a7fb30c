// What of a difference a database can carry out.
#pragma once

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/diff/diff.h"

namespace whimbrel {

/// Moves the operations of `difference`, found from `from` on, that the dialect's renderer answers
/// with Unsupported, on the way up or on the way back, to `difference.unsupported`, by name and
/// with its reason: a generated revision holds nothing that cannot run. The renderer is asked as it
/// is offline. Does nothing, and costs nothing, for an empty difference.
void take_out_unrenderable(Difference& difference, const Schema& from, const Dialect& dialect,
                           const ServerInfo& server);

}  // namespace whimbrel
