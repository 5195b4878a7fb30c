// What CASCADE takes along.
#pragma once

#include "review/reading.h"

namespace whimbrel::postgresql {

/// Drops the foreign keys of other tables that refer to `table`, or to its column `column` when
/// that is not null. Those that the schema does not know are not found.
void drop_referring_keys(Reading& reading, const QualifiedName& table, const Identifier* column,
                         std::size_t offset);

}  // namespace whimbrel::postgresql
