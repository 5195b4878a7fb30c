// What the renderer says of the operations under review.
#pragma once

#include "rules.h"

namespace whimbrel {

/// outside-transaction, unsupported-operation: renders the operations that the user wrote, with the
/// model in place of the database. `stands_alone`: the migration has no other step.
void find_rendering_problems(const RuleInput& input, bool in_transaction, bool known,
                             bool stands_alone);

}  // namespace whimbrel
