// Text with a form of its own for some dialects.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace whimbrel {

/// `text` holds for every dialect that has no entry in `overrides` (dialect name -> text).
/// An empty `text` with overrides means: only these dialects are provided for.
struct DialectText {
  std::string text;
  std::map<std::string, std::string> overrides;

  DialectText() = default;
  explicit DialectText(std::string general) : text(std::move(general)) {}

  const std::string& for_dialect(std::string_view dialect) const;
  bool operator==(const DialectText&) const = default;
};

/// The type of a column: a portable type in SQL's own words (see portable_type.h) or, verbatim, a
/// type of the dialect.
struct SqlType : DialectText {
  using DialectText::DialectText;
  bool operator==(const SqlType&) const = default;
};

/// An SQL expression, verbatim.
struct Expression : DialectText {
  using DialectText::DialectText;
  bool operator==(const Expression&) const = default;
};

}  // namespace whimbrel
