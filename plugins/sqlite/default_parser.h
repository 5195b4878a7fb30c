// What stands behind DEFAULT.
#pragma once

#include <optional>

#include "whimbrel/model/column.h"
#include "whimbrel/sdk/token_reader.h"

namespace whimbrel::sqlite {

/// Reads a default and goes past it. NULL is no default. A literal is one only when it is certain:
/// a string, a decimal number, TRUE or FALSE; anything else is an expression, without the
/// parentheses around it.
std::optional<DefaultValue> read_default(sdk::TokenReader& reader);

}  // namespace whimbrel::sqlite
