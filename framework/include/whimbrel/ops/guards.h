// Operations that are carried out only where they change something.
#pragma once

#include "whimbrel/model/schema.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

/// True when `operation` says `if_exists` or `if_not_exists`.
bool is_guarded(const Operation& operation);

/// False for a guarded operation that has nothing to do in `now`: what it drops is not there, or
/// something of the name that it creates is. True for every other operation. With `any_case` the
/// names of columns, indexes and constraints are the same in any case of ASCII letters. Pure.
bool is_needed(const Operation& operation, const Schema& now, bool any_case = false);

}  // namespace whimbrel
