// What an expression costs.
#pragma once

#include <string>
#include <string_view>

namespace whimbrel::postgresql {

/// Why `expression` may have another value for every row: the name of a function in it that is
/// volatile or not known. Empty when it has one value for all. What the parser does not understand
/// is named as a whole. [thread-safe]
std::string volatile_part(std::string_view expression);

}  // namespace whimbrel::postgresql
