// A table with all that belongs to it, as a plain value.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/model/column.h"
#include "whimbrel/model/constraint.h"
#include "whimbrel/model/index.h"
#include "whimbrel/model/privilege.h"

namespace whimbrel {

/// A table that holds a part of another one's rows; it has that one's columns and none of its own.
struct PartitionOf {
  QualifiedName parent;
  Expression bound;  ///< which rows: "FOR VALUES FROM (1) TO (10)", "DEFAULT"
  bool operator==(const PartitionOf&) const = default;
};

struct Table {
  QualifiedName name;
  /// Those of its own: what a partition or an heir has from its parents stands there only.
  std::vector<Column> columns;
  std::optional<PrimaryKey> primary_key;
  std::vector<UniqueConstraint> unique_constraints;
  std::vector<ForeignKey> foreign_keys;
  std::vector<CheckConstraint> checks;
  std::vector<ExclusionConstraint> exclusions;
  std::vector<Index> indexes;
  /// What stands behind PARTITION BY; where the database lists the partitions in it, with these.
  std::optional<Expression> partition_by;
  std::optional<PartitionOf> partition_of;
  std::vector<QualifiedName> inherits;  ///< parents in order (table inheritance)
  std::string comment;
  Options options;
  /// Who may do what with it; absent: not managed.
  std::optional<std::vector<Privilege>> privileges;
  /// In a desired schema: the name this table had before; empty: it was not renamed.
  Identifier renamed_from;
  bool operator==(const Table&) const = default;

  /// The column or index of that name, or null. Borrowed from this table.
  const Column* column(const Identifier& wanted) const;
  Column* column(const Identifier& wanted);
  const Index* index(const Identifier& wanted) const;
};

/// The constraints of a table: primary key, unique, foreign keys, checks, exclusions, in this
/// order.
std::vector<Constraint> constraints_of(const Table& table);
void add_constraint(Table& table, const Constraint& constraint);

}  // namespace whimbrel
