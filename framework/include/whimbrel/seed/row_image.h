// The rows of a table as they were, and what has become of them.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/model/table.h"

namespace whimbrel {

/// All rows of one table in text form.
struct RowImage {
  QualifiedName table;
  std::vector<Identifier> columns;
  std::vector<Identifier> key;  ///< of the primary key; empty: there is none
  std::vector<std::vector<std::optional<std::string>>> rows;
};

/// Reads the named columns of all rows. Throws what Connection throws.
RowImage read_rows(const Table& table, const std::vector<Identifier>& columns,
                   const Dialect& dialect, Connection& connection);
/// The same with all columns of the table.
RowImage read_rows(const Table& table, const Dialect& dialect, Connection& connection);

/// One thing that is not as it was.
struct RowChange {
  Identifier column;   ///< empty: the whole row
  std::string row;     ///< how the row is known: "id=3"
  std::string before;  ///< the value in SQL's manner; empty for a whole row
  std::string after;

  /// For people, with the table's name.
  std::string text(const QualifiedName& table) const;
};

/// What of `before` is missing or different in `after`, and what is there besides; at most `most`
/// changes. Rows are known by the primary key of `before`, without one by all their values.
/// Columns of `ignored` and columns that `after` does not have are not compared. Sorting aside
/// linear in the rows. Pure.
std::vector<RowChange> row_changes(const RowImage& before, const RowImage& after,
                                   const std::set<Identifier>& ignored, std::size_t most);

}  // namespace whimbrel
