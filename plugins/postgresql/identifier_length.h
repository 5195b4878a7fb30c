// Names that are too long for the server.
#pragma once

#include <optional>
#include <string>

#include "whimbrel/ops/operation.h"

namespace whimbrel::postgresql {

/// The first name that `operation` gives to something and that the server would cut. It does so
/// without an error, and the object would then have another name than the one that was asked for.
/// Pure.
std::optional<std::string> too_long_name(const Operation& operation);

}  // namespace whimbrel::postgresql
