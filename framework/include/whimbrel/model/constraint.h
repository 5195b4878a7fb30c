// Constraints of a table, as plain values. An empty name means: the database or Whimbrel's naming
// rule chooses, and a comparison does not look at it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/model/dialect_text.h"
#include "whimbrel/model/options.h"

namespace whimbrel {

/// When a constraint is looked at: at once, or at the end of the transaction.
struct Deferral {
  bool deferrable = false;
  bool initially_deferred = false;
  bool operator==(const Deferral&) const = default;
};

struct PrimaryKey {
  Identifier name;
  std::vector<Identifier> columns;
  std::vector<Identifier> include = {};  ///< carried along in its index without being keys
  Deferral deferral = {};
  Options options = {};
  bool operator==(const PrimaryKey&) const = default;
};

struct UniqueConstraint {
  Identifier name;
  std::vector<Identifier> columns;
  bool nulls_not_distinct = false;       ///< two nulls are the same value
  std::vector<Identifier> include = {};  ///< carried along in its index without being keys
  Deferral deferral = {};
  Options options = {};
  /// In a desired schema: the name it had before; empty: it was not renamed. Likewise below.
  Identifier renamed_from = {};
  bool operator==(const UniqueConstraint&) const = default;
};

/// What happens to the referring rows.
enum class ReferentialAction { no_action, restrict, cascade, set_null, set_default };

struct ForeignKey {
  Identifier name;
  std::vector<Identifier> columns;
  QualifiedName referred_table;
  std::vector<Identifier> referred_columns;
  ReferentialAction on_delete = ReferentialAction::no_action;
  ReferentialAction on_update = ReferentialAction::no_action;
  Deferral deferral = {};
  bool match_full = false;  ///< MATCH FULL: all columns are null, or none
  bool validated = true;    ///< false: the rows that were there first have not been looked at
  Options options = {};
  Identifier renamed_from = {};
  bool operator==(const ForeignKey&) const = default;
};

struct CheckConstraint {
  Identifier name;
  Expression condition;   ///< without the parentheses around it
  bool validated = true;  ///< false: the rows that were there first have not been looked at
  Options options = {};
  Identifier renamed_from = {};
  bool operator==(const CheckConstraint&) const = default;
};

/// One element of an exclusion constraint: two rows exclude each other when every element's
/// `with_operator` holds between them.
struct ExclusionElement {
  std::variant<Identifier, Expression> what;
  std::string with_operator;   ///< "=", "&&", ...
  std::string modifiers = {};  ///< collation, operator class, order, verbatim; empty: none
  bool operator==(const ExclusionElement&) const = default;
};

struct ExclusionConstraint {
  Identifier name;
  std::vector<ExclusionElement> elements;
  std::string method = {};               ///< gist, ...; empty: the default
  std::optional<Expression> where = {};  ///< only these rows
  std::vector<Identifier> include = {};  ///< carried along in its index
  Deferral deferral = {};
  Options options = {};
  Identifier renamed_from = {};
  bool operator==(const ExclusionConstraint&) const = default;
};

using Constraint =
    std::variant<PrimaryKey, UniqueConstraint, ForeignKey, CheckConstraint, ExclusionConstraint>;

/// In the order of the variant's arms.
enum class ConstraintKind { primary_key, unique, foreign_key, check, exclusion };
ConstraintKind kind_of(const Constraint& constraint);
const Identifier& name_of(const Constraint& constraint);

/// SQL's words: "NO ACTION", "CASCADE", ...
std::string_view sql_words(ReferentialAction action);

}  // namespace whimbrel
