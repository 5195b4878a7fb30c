// What only newer servers have.
#pragma once

#include <optional>
#include <string>

#include "whimbrel/ops/operation.h"

namespace whimbrel::postgresql {

/// A sentence that says what `operation` asks for and the server is too old to have; absent when
/// there is nothing of the kind. Pure.
std::optional<std::string> missing_feature(const Operation& operation, int server_version);

}  // namespace whimbrel::postgresql
