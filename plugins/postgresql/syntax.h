// The facts about PostgreSQL's SQL text that all parts of the plugin share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "whimbrel/core/identifier.h"
#include "whimbrel/dialect/syntax.h"

namespace whimbrel::postgresql {

inline constexpr std::string_view kDialectName = "postgresql";
/// NAMEDATALEN - 1: the server cuts what is longer.
inline constexpr std::size_t kLongestIdentifier = 63;

const Syntax& postgresql_syntax();

/// The name that the server gives to a primary key without one: `<table>_pkey`, cut to fit.
Identifier default_primary_key_name(const Identifier& table);

/// `expression` without the pairs of parentheses that stand around all of it. The server adds them
/// when it writes an expression down. Pure.
std::string without_outer_parentheses(std::string_view expression);

}  // namespace whimbrel::postgresql
