// What it takes to change a type.
#pragma once

#include <string_view>

namespace whimbrel::postgresql {

enum class TypeChange {
  none,         ///< the catalogue only
  none_in_utc,  ///< the catalogue only, when the session's time zone is UTC
  rewrite,      ///< every row is written again
};

/// What changing a column from `from` to `to` takes; both as TypeSystem::spelling writes them.
/// Pure.
TypeChange type_change(std::string_view from, std::string_view to);

}  // namespace whimbrel::postgresql
