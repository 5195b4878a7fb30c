// What an operation does to a schema.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "whimbrel/model/schema.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

/// Changes `schema` as the database would be changed. Says what does not fit (no such table, a
/// column twice, ...) and then leaves `schema` untouched. SQL and plugin operations change nothing
/// that is known here. References of other tables follow a rename.
std::optional<std::string> apply(const Operation& operation, Schema& schema);

/// All in order; stops at the first that does not fit, naming it.
std::optional<std::string> apply(std::span<const Operation> operations, Schema& schema);

}  // namespace whimbrel
