// Exclusion constraints as the server writes them.
#pragma once

#include <string_view>

#include "whimbrel/model/constraint.h"

namespace whimbrel::postgresql {

/// Takes `EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (...)` apart: the elements, the
/// method and the condition. What else stands there (INCLUDE, WITH, DEFERRABLE) is the caller's to
/// know. Pure.
ExclusionConstraint parse_exclusion_definition(std::string_view definition);

}  // namespace whimbrel::postgresql
