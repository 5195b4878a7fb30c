// Operations on one table that can be carried out together.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "whimbrel/ops/operation.h"

namespace whimbrel::sqlite {

/// Indexes of operations, in order.
using Run = std::vector<std::size_t>;

/// Every operation in one run, the runs in the order of their first operation. A run is one
/// operation, or several changes of one table that give the same when all of them happen at the
/// place of the first: nothing that they depend on, or that depends on them, stands between.
/// Linear. Pure.
std::vector<Run> runs_of(std::span<const Operation> operations);

}  // namespace whimbrel::sqlite
