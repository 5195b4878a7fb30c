// Names of database objects, apart from every other kind of text.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <utility>

namespace whimbrel {

/// A name as the database knows it: unquoted, case kept. It reaches SQL only through SqlWriter.
class Identifier {
 public:
  Identifier() = default;
  explicit Identifier(std::string text) : text_(std::move(text)) {}
  explicit Identifier(std::string_view text) : text_(text) {}
  explicit Identifier(const char* text) : text_(text) {}

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  auto operator<=>(const Identifier&) const = default;

 private:
  std::string text_;
};

/// A name with the schema it stands in. An empty schema is the connection's default schema.
struct QualifiedName {
  Identifier schema;
  Identifier name;

  QualifiedName() = default;
  explicit QualifiedName(Identifier object) : name(std::move(object)) {}
  explicit QualifiedName(std::string_view object) : name(object) {}
  QualifiedName(Identifier in_schema, Identifier object)
      : schema(std::move(in_schema)), name(std::move(object)) {}

  /// `name` or `schema.name`, for people and as a key in files; not for SQL. A dot or backslash
  /// inside of a name stands behind a backslash.
  std::string text() const;
  auto operator<=>(const QualifiedName&) const = default;
};

/// Reads what QualifiedName::text writes.
QualifiedName parse_qualified_name(std::string_view text);

}  // namespace whimbrel
