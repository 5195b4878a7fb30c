// Which index serves a foreign key. Both products make one when there is none, name it like the
// constraint, and refuse to drop the last one that serves.
#pragma once

#include <vector>

#include "whimbrel/model/table.h"

namespace whimbrel::mysql_family {

/// True when every key of the index is a whole column in ascending order, and it is a tree: what a
/// unique constraint or a foreign key would make.
bool is_plain(const Index& index);

/// The columns of a plain index; of another one, those that are plain columns.
std::vector<Identifier> columns_of(const Index& index);

/// True when a key of `table` that is written down in it serves `key`.
bool has_written_index(const Table& table, const ForeignKey& key);

/// The indexes that the server keeps for the foreign keys of `table` besides those written down in
/// it. They have no place in the model.
std::vector<Index> implicit_indexes(const Table& table);

/// The indexes of `table` that the server may take away by itself when it makes `made`: those that
/// it made for a foreign key without a name, and named after the column. They are written down in
/// the model, since no constraint has their name.
std::vector<Index> endangered_indexes(const Table& table, const Constraint& made);
std::vector<Index> endangered_indexes(const Table& table, const Index& made);

}  // namespace whimbrel::mysql_family
