// Default expressions, as the server writes them down, to default values.
#pragma once

#include <optional>
#include <string_view>

#include "whimbrel/model/column.h"

namespace whimbrel::postgresql {

/// The default that `expression` (of pg_get_expr) means for a column whose type is `type` with its
/// length and `bare_type` without it, both of format_type. A constant of the column's own type is a
/// literal; NULL is no default; everything else is an expression, verbatim. Pure.
std::optional<DefaultValue> parse_default(std::string_view expression, std::string_view type,
                                          std::string_view bare_type);

}  // namespace whimbrel::postgresql
