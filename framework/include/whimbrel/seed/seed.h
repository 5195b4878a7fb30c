// Rows for trying migrations on: made from the schema, awkward on purpose.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/model/schema.h"

namespace whimbrel {

/// A table that has no row, and why.
struct UnseededTable {
  QualifiedName name;
  std::string reason;
};

struct Seeding {
  std::vector<QualifiedName> tables;  ///< what has rows now, each after what it refers to
  std::vector<UnseededTable> unseeded;
  std::size_t rows = 0;
};

/// What the rows are made for.
struct SeedWish {
  const Schema& now;  ///< the schema of the database
  /// The schema that it is about to get: a column that becomes NOT NULL gets no null, one that
  /// becomes shorter no long text, and what becomes unique differs.
  const Schema& next;
  std::span<const QualifiedName> tables;  ///< where rows are wanted; all of them in `now`
};

/// Puts a few rows into those of the tables that are empty; a table with rows is left as it is.
/// The values are the empty text, quotes, characters beyond ASCII, the ends of the ranges of
/// numbers, and null where it is allowed. A row that the database refuses is tried with plainer
/// values. Foreign keys refer to rows that are there; those of a cycle are null. Generated and
/// automatically numbered columns are left to the database. Says of each table that stays empty
/// why. Throws Error{connection} when the link breaks, Error{interrupted} when `stop`, asked before
/// every table, says so. The same schema gives the same rows. [one thread at a time]
Seeding seed(const SeedWish& wish, const Dialect& dialect, Connection& connection,
             const std::function<bool()>& stop);

/// Deletes all rows of `tables`, the last first. Throws what Connection throws.
void clear_rows(std::span<const QualifiedName> tables, const Dialect& dialect,
                Connection& connection);

}  // namespace whimbrel
