// An index of a table, as a plain value.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/model/dialect_text.h"
#include "whimbrel/model/options.h"

namespace whimbrel {

/// One key of an index: a column or an expression.
struct IndexKey {
  std::variant<Identifier, Expression> what;
  bool descending = false;
  int prefix_length = 0;  ///< characters of the column that are indexed; 0: all
  /// Further words of the dialect that stand behind the key (collation, operator class, NULLS
  /// FIRST), verbatim; empty: none.
  std::string modifiers;
  bool operator==(const IndexKey&) const = default;
};

struct Index {
  Identifier name;
  std::vector<IndexKey> keys;
  bool unique = false;
  std::optional<Expression> where;  ///< partial index
  std::string method;               ///< btree, hash, gin, fulltext, ...; empty: the default
  std::vector<Identifier> include;  ///< columns carried along without being keys
  bool nulls_not_distinct = false;  ///< unique: two nulls are the same value
  std::string comment;              ///< empty: none
  Options options;
  /// In a desired schema: the name this index had before; empty: it was not renamed.
  Identifier renamed_from;
  bool operator==(const Index&) const = default;
};

}  // namespace whimbrel
