// What stands in relation to a table or an index, in the whole schema.
#pragma once

#include <vector>

#include "review/reading.h"

namespace whimbrel::postgresql {

struct ReferringKey {
  QualifiedName table;
  ForeignKey key;
};

/// The foreign keys of other tables that refer to `table`, or to its column `column` when that is
/// not null.
std::vector<ReferringKey> referring_keys(const Reading& reading, const QualifiedName& table,
                                         const Identifier* column);

/// Drops those keys: what CASCADE takes along. Those that the schema does not know are not found.
void drop_referring_keys(Reading& reading, const QualifiedName& table, const Identifier* column,
                         std::size_t offset);

/// The table that has the index; null when nobody knows. Borrowed from the place. `schema` is the
/// one that was written, or empty.
const Table* owner_of_index(const Reading& reading, const Identifier& schema,
                            const Identifier& index);

}  // namespace whimbrel::postgresql
