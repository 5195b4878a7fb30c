// What stands behind DEFAULT.
#pragma once

#include <optional>

#include "token_reader.h"
#include "whimbrel/model/column.h"

namespace whimbrel::sqlite {

/// Reads a default and goes past it. NULL is no default. A literal is one only when it is certain:
/// a string, a decimal number, TRUE or FALSE; anything else is an expression, without the
/// parentheses around it.
std::optional<DefaultValue> read_default(TokenReader& reader);

}  // namespace whimbrel::sqlite
