// The options of this dialect in the model and in operations.
#pragma once

#include <string>
#include <string_view>

#include "whimbrel/model/column.h"

namespace whimbrel::postgresql {

/// The value of an option of this dialect; empty: not given. Pure.
std::string option(const Options& options, std::string_view key);

/// True when the option is given as `true`. Pure.
bool has_option(const Options& options, std::string_view key);

}  // namespace whimbrel::postgresql
