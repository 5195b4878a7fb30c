// Constraints of a table, as plain values. An empty name means: the database or Whimbrel's naming
// rule chooses, and a comparison does not look at it.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/model/dialect_text.h"

namespace whimbrel {

struct PrimaryKey {
  Identifier name;
  std::vector<Identifier> columns;
  bool operator==(const PrimaryKey&) const = default;
};

struct UniqueConstraint {
  Identifier name;
  std::vector<Identifier> columns;
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
  bool deferrable = false;
  bool initially_deferred = false;
  bool operator==(const ForeignKey&) const = default;
};

struct CheckConstraint {
  Identifier name;
  Expression condition;  ///< without the parentheses around it
  bool operator==(const CheckConstraint&) const = default;
};

using Constraint = std::variant<PrimaryKey, UniqueConstraint, ForeignKey, CheckConstraint>;

enum class ConstraintKind { primary_key, unique, foreign_key, check };
ConstraintKind kind_of(const Constraint& constraint);
const Identifier& name_of(const Constraint& constraint);

/// SQL's words: "NO ACTION", "CASCADE", ...
std::string_view sql_words(ReferentialAction action);

}  // namespace whimbrel
