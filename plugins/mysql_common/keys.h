// Which index serves a foreign key. Both products make one when there is none, name it like the
// constraint, and refuse to drop the last one that serves.
#pragma once

#include <vector>

#include "whimbrel/model/table.h"

namespace whimbrel::mysql_family {

/// The columns of an index whose keys are plain columns, whole and ascending, as far as they are;
/// empty for indexes by other methods than trees. Only these serve a foreign key.
std::vector<Identifier> plain_leading_columns(const Index& index);

/// True when a key of `table` that is written down in it serves `key`.
bool has_written_index(const Table& table, const ForeignKey& key);

/// The indexes that the server keeps for the foreign keys of `table` besides those written down in
/// it. They have no place in the model.
std::vector<Index> implicit_indexes(const Table& table);

}  // namespace whimbrel::mysql_family
