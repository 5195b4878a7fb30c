// CREATE INDEX, as the server writes it down, to an index.
#pragma once

#include <string_view>

#include "whimbrel/model/index.h"

namespace whimbrel::postgresql {

/// The index that `definition` (of pg_get_indexdef) describes. Its operator classes, collations and
/// sort orders stand in it exactly where they are not the default. Pure.
Index parse_index_definition(std::string_view definition);

}  // namespace whimbrel::postgresql
