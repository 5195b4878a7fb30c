// A table with all that belongs to it, as a plain value.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/model/column.h"
#include "whimbrel/model/constraint.h"
#include "whimbrel/model/index.h"

namespace whimbrel {

struct Table {
  QualifiedName name;
  std::vector<Column> columns;
  std::optional<PrimaryKey> primary_key;
  std::vector<UniqueConstraint> unique_constraints;
  std::vector<ForeignKey> foreign_keys;
  std::vector<CheckConstraint> checks;
  std::vector<Index> indexes;
  std::string comment;
  Options options;
  /// In a desired schema: the name this table had before; empty: it was not renamed.
  Identifier renamed_from;
  bool operator==(const Table&) const = default;

  /// The column or index of that name, or null. Borrowed from this table.
  const Column* column(const Identifier& wanted) const;
  Column* column(const Identifier& wanted);
  const Index* index(const Identifier& wanted) const;
};

/// The constraints of a table: primary key, unique, foreign keys, checks, in this order.
std::vector<Constraint> constraints_of(const Table& table);
void add_constraint(Table& table, const Constraint& constraint);

}  // namespace whimbrel
