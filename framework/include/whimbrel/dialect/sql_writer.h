// The one place where names and values are quoted.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "whimbrel/core/identifier.h"
#include "whimbrel/dialect/syntax.h"
#include "whimbrel/model/column.h"

namespace whimbrel {

/// Builds one statement. Words are separated by single spaces; no other way leads a name into SQL.
/// Borrows the syntax. [one thread at a time]
class SqlWriter {
 public:
  explicit SqlWriter(const Syntax& syntax) : syntax_(&syntax) {}

  /// Key words, operators, types and expressions, as they are.
  SqlWriter& word(std::string_view sql);
  SqlWriter& name(const Identifier& name);
  SqlWriter& name(const QualifiedName& name);
  /// `(a, b)`
  SqlWriter& names(std::span<const Identifier> names);
  /// A string literal.
  SqlWriter& string(std::string_view value);
  SqlWriter& literal(const Literal& value);
  /// `(sql)`
  SqlWriter& parenthesised(std::string_view sql);

  /// Opens a list: `open` now, then `item()` before each element, then `close`.
  SqlWriter& open_list();
  SqlWriter& item();
  SqlWriter& close_list();

  std::string take() && { return std::move(text_); }

 private:
  void space();

  const Syntax* syntax_;
  std::string text_;
  bool first_item_ = false;
  bool glue_ = true;
};

/// A quoted name and a quoted string on their own.
std::string quoted(const Identifier& name, const Syntax& syntax);
std::string quoted(const QualifiedName& name, const Syntax& syntax);
std::string string_literal(std::string_view value, const Syntax& syntax);

}  // namespace whimbrel
