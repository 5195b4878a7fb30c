// Which parts of a schema mention which others.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "whimbrel/model/schema.h"

namespace whimbrel {

/// A part of a schema: a table by its name, or an object.
using Part = std::variant<QualifiedName, ObjectId>;

/// The names that a text mentions: its words and its quoted names, in lower case. What stands in
/// strings and comments counts too: a mention too many only orders what needs no order, one too few
/// would break. Linear in the text.
std::set<std::string> mentioned_names(std::string_view text);

/// Finds the parts that a definition uses by the names it mentions, in any case and without regard
/// to schemas. Borrows the schema. [one thread at a time]
class Uses {
 public:
  explicit Uses(const Schema& schema);

  /// Without the part itself and, for tables, without the targets of foreign keys.
  std::set<Part> of(const Table& table) const;
  std::set<Part> of(const SchemaObject& object) const;
  /// The parts of `wanted` and all that they use, directly or not.
  std::set<Part> closure(const std::set<Part>& wanted) const;

  /// True when an object mentions `name`.
  static bool mentions(const SchemaObject& object, const std::set<std::string>& names);

 private:
  void collect(const std::set<std::string>& names, const Part& self, std::set<Part>& found) const;

  const Schema* schema_;
  std::map<std::string, std::vector<Part>> by_name_;
};

/// All texts of an object that may name others, and the table it stands on.
std::set<std::string> names_in(const SchemaObject& object);
std::set<std::string> names_in(const Table& table);

}  // namespace whimbrel
