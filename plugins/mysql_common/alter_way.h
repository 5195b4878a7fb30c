// How InnoDB carries out a change of a table.
#pragma once

#include <string>

#include "whimbrel/ops/operation.h"

namespace whimbrel::mysql_family {

/// In what way, from the best to the worst.
enum class Way {
  online,   ///< rows are read and written meanwhile, and the table is not written anew
  rebuild,  ///< the table is written anew while rows are read and written
  blocks,   ///< nobody can write until it is done; mostly a copy of the table
};

/// In what the products and their versions differ.
struct OnlineFacts {
  bool default_expression_copies = true;  ///< every DEFAULT (expression) of a new column
  bool virtual_expression_copies = true;  ///< changing what a virtual column is computed from
  bool expression_index_blocks = true;    ///< an index over an expression
  bool drops_indexed_column_online = false;
  bool drops_column_online = true;
  bool longer_varchar_may_outgrow_a_byte = false;  ///< a length up to 127 bytes may become any
  bool collation_of_key_rebuilds = true;
  bool drops_primary_key_beside_unique_online = false;  ///< where another key is NOT NULL
  bool null_takes_no_computed_default = true;  ///< becoming NOT NULL with DEFAULT (expression)
};

/// A change of a column, with all that matters for it.
struct Change {
  Column before;
  Column after;
  std::string native_before;  ///< the types as the server has them
  std::string native_after;
  bool indexed = false;
  int character_bytes = 4;  ///< the most that a character of the column takes
  bool known = true;        ///< false: how the column is now is not known
};

/// How InnoDB adds `column`. Pure.
Way way_of_adding(const Column& column, const OnlineFacts& facts);

/// How InnoDB changes the type. Pure.
Way way_of_type(const Change& change, const OnlineFacts& facts);

/// How InnoDB changes a column, its type aside. Pure.
Way way_of_attributes(const Change& change, const OnlineFacts& facts);

/// True when a key of `index` is computed. Pure.
bool has_expression(const Index& index);

/// How InnoDB builds `index`. Pure.
Way way_of_index(const Index& index, const OnlineFacts& facts);

/// How InnoDB drops `column` of `table`; null when the table is not known. Pure.
Way way_of_dropping(const Identifier& column, const Table* table, const OnlineFacts& facts);

/// How InnoDB drops the primary key of `table`; null when the table is not known. Pure.
Way way_of_dropping_key(const Table* table, const OnlineFacts& facts);

/// The most bytes that a character takes in the set that a character set or collation names; four
/// when it names none. Pure.
int character_bytes(const std::string& words);

}  // namespace whimbrel::mysql_family
