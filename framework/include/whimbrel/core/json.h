// Document trees as JSON.
#pragma once

#include <string>
#include <string_view>

#include "whimbrel/core/node.h"

namespace whimbrel {

/// JSON text. Unquoted scalars that are JSON numbers or booleans are written as such, all others as
/// strings. Bytes that are no UTF-8 become U+FFFD. `indent` < 0 puts everything on one line.
std::string to_json(const Node& document, int indent = 2);

/// Throws Error{config} naming `file` when the text is no JSON.
Node parse_json(std::string_view text, const std::string& file);

}  // namespace whimbrel
