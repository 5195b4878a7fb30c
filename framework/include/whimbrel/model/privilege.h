// Who may do what with an object.
#pragma once

#include <string>

#include "whimbrel/core/identifier.h"

namespace whimbrel {

/// One right of one role. `what` is SQL's word, with the columns where it is for some of them only:
/// "SELECT", "UPDATE (email, name)".
struct Privilege {
  Identifier grantee;  ///< empty: everybody (PUBLIC)
  std::string what;
  bool grantable = false;  ///< WITH GRANT OPTION
  auto operator<=>(const Privilege&) const = default;
};

}  // namespace whimbrel
