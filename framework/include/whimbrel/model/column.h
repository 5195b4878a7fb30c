// A column of a table, as a plain value.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "whimbrel/core/identifier.h"
#include "whimbrel/model/dialect_text.h"
#include "whimbrel/model/options.h"

namespace whimbrel {

/// A constant. `text` is the value itself: the characters of a string without quotes, the digits of
/// a number, `true` or `false`; empty for null.
struct Literal {
  enum class Kind { string, number, boolean, null };
  Kind kind = Kind::string;
  std::string text;
  bool operator==(const Literal&) const = default;
};

/// Literals and expressions are different things and never guessed.
using DefaultValue = std::variant<Literal, Expression>;

/// GENERATED ALWAYS AS (expression) STORED | VIRTUAL.
struct Generated {
  Expression expression;
  bool stored = true;
  bool operator==(const Generated&) const = default;
};

struct Column {
  Identifier name;
  SqlType type;
  bool nullable = true;
  std::optional<DefaultValue> default_value;
  /// The database hands out the next number: identity, auto-increment, rowid alias.
  bool autoincrement = false;
  std::optional<Generated> generated;
  std::string collation;  ///< empty: the database's default
  std::string comment;    ///< empty: none
  Options options;
  /// In a desired schema: the name this column had before; empty: it was not renamed.
  Identifier renamed_from;
  bool operator==(const Column&) const = default;
};

}  // namespace whimbrel
