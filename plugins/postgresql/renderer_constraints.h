// What is special about constraints here.
#pragma once

#include "whimbrel/ops/operation.h"

namespace whimbrel::postgresql {

/// True for a constraint that does not look at the rows that are there: by the model's own word or
/// by the option `not_valid` of the operation, which files may still say. Pure.
bool is_not_valid(const CreateConstraint& op);

}  // namespace whimbrel::postgresql
