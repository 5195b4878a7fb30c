// What differs between two states of one table, sorted by when it must happen.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "whimbrel/dialect/capabilities.h"
#include "whimbrel/model/naming.h"
#include "whimbrel/model/table.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

struct TableDifference {
  std::vector<Operation> dropped_foreign_keys;  ///< before anything else
  std::vector<Operation> changes;               ///< in order
  std::vector<Operation> created_foreign_keys;  ///< after everything else
  std::vector<std::string> unsupported;
  std::vector<std::string> hints;     ///< what looks like a rename that nobody declared
  std::set<Identifier> held_columns;  ///< names before: what is dropped or gets another type

  /// True when columns come, go, change their type or their name.
  bool changes_columns() const;
};

/// The columns of a table whose type changes, or whether they number the rows.
std::set<Identifier> retyped_columns(const Table& from, const Table& to);

/// Both tables have the same name; renames of the table are done before. The foreign keys at
/// `renewed` (indexes into `from.foreign_keys`) are dropped and created again although they stay.
/// With `held` a generated column holds on to the columns that it uses, and steps aside while they
/// change their type. What is created without a name gets one by `names`.
TableDifference table_difference(const Table& from, const Table& to,
                                 const std::set<size_t>& renewed, bool held,
                                 const NamingConvention& names = {});

}  // namespace whimbrel
