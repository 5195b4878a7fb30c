// Lists of keys in parentheses, as in PRIMARY KEY, UNIQUE and CREATE INDEX.
#pragma once

#include <string>
#include <vector>

#include "whimbrel/model/index.h"
#include "whimbrel/sdk/token_reader.h"

namespace whimbrel::sqlite {

struct KeyList {
  std::vector<IndexKey> keys;
  std::string text;  ///< between the parentheses
  bool autoincrement = false;

  /// True when all keys are columns without order or collation.
  bool plain() const;
  /// The columns, expressions left out.
  std::vector<Identifier> columns() const;
};

/// Reads `( key, ... )` and goes past it. A single name, in parentheses or not, is a column.
KeyList read_key_list(sdk::TokenReader& reader);

/// The built-in collations in capital letters, others as they are: their names have no case.
std::string collation_name(const Identifier& name);

}  // namespace whimbrel::sqlite
