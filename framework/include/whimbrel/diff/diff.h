// From one schema to another.
#pragma once

#include <string>
#include <vector>

#include "whimbrel/dialect/capabilities.h"
#include "whimbrel/model/naming.h"
#include "whimbrel/model/schema.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

struct Difference {
  /// In an order in which a database accepts them. Each knows its way back: inverse() never fails
  /// on them.
  std::vector<Operation> operations;
  /// What differs and cannot be changed by an operation, a sentence each.
  std::vector<std::string> unsupported;
  /// What looks like a rename that `to` does not declare; a sentence each. It is never guessed.
  std::vector<std::string> hints;

  bool empty() const { return operations.empty() && unsupported.empty(); }
};

/// The operations that turn `from` into `to`: apply(operations, from) equals `to` but for the order
/// of columns, for names that `to` leaves open and for privileges that it does not manage. A
/// constraint without a name in `to` matches any of the same content. Renames happen only where
/// `to` says `renamed_from`. Foreign keys decide the order of tables (Kahn's topological sort);
/// those in a cycle become constraints of their own where the database can add them. What is
/// defined by text is ordered by the names that it mentions; a view or trigger that names a table
/// whose columns change is dropped before and created behind the change, and so is what a changed
/// column is held by. What is created without a name gets one by `names`. Linear in the size of the
/// schemas but for sorting. Pure.
Difference diff(const Schema& from, const Schema& to, const Capabilities& can,
                const NamingConvention& names = {});

}  // namespace whimbrel
