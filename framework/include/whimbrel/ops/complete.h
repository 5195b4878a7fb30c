// What an operation takes away, from the schema that it is carried out on.
#pragma once

#include "whimbrel/model/schema.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

/// Notes in `operation` what it drops or changes as `now` has it, where the operation does not say
/// so itself: then inverse() knows its way back. What `now` does not know stays open. Pure but for
/// `operation`.
void complete(Operation& operation, const Schema& now);

}  // namespace whimbrel
