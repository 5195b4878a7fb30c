// Columns and constraints as they are written in CREATE TABLE and ALTER TABLE.
#pragma once

#include <optional>
#include <vector>

#include "review/reading.h"

namespace whimbrel::postgresql {

/// A constraint and where it is written, in bytes.
struct WrittenConstraint {
  Constraint constraint;
  Options options = {};
  std::size_t offset = 0;
};

struct WrittenColumn {
  Column column;
  std::vector<WrittenConstraint> constraints;  ///< with this one column
};

/// Reads a ColumnDef that is written in `range`. The names of its constraints stay empty where
/// nobody wrote one.
WrittenColumn read_column(Reading& reading, const Node& definition, TokenRange range);

/// Reads a Constraint that is written in `range`, of `column` when that is not empty. Nothing for
/// what the model has no words for.
std::optional<WrittenConstraint> read_constraint(Reading& reading, const Node& body,
                                                 TokenRange range, const Identifier& column);

/// The one spelling of a TypeName whose text is `range`.
SqlType read_type(Reading& reading, TokenRange range);

/// The value behind DEFAULT for a column of the type `type`; nothing for NULL. `range` is its text.
std::optional<DefaultValue> read_default(Reading& reading, const Node& expression, TokenRange range,
                                         const SqlType& type);

}  // namespace whimbrel::postgresql
