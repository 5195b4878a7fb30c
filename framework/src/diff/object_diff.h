// What differs beside tables, and what must stand aside while tables change.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "uses.h"
#include "whimbrel/dialect/capabilities.h"
#include "whimbrel/model/schema.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

/// What the changes of tables mean for what stands on them or names them.
struct TableChanges {
  /// Names, in lower case, of the tables that are created, dropped, renamed (both names) or whose
  /// columns change: what is defined by text and names one is replaced round the change.
  std::set<std::string> touched;
  /// By table (its name before, in lower case): columns that are dropped or retyped.
  std::map<std::string, std::set<std::string>> held_columns;
};

/// Sorted by when it must happen. Read backwards, with each operation turned round, it is the way
/// back.
struct ObjectDifference {
  std::set<ObjectId> first_drops;       ///< of the state before, before anything else
  std::vector<Operation> renames;       ///< together with those of the tables
  std::set<ObjectId> creates;           ///< of the wanted state, in their order among the tables
  std::vector<Operation> early_alters;  ///< before the tables change
  std::vector<Operation> late_alters;   ///< after it
  std::set<ObjectId> last_drops;        ///< of the state before, after everything else
};

/// Carries renames of objects and enum values, that `to` declares, out on `from`.
std::vector<Operation> object_renames(Schema& from, const Schema& to);

/// `from` has its renames done; `original` has not: what is dropped first is dropped there.
ObjectDifference object_difference(const Schema& original, const Schema& from, const Schema& to,
                                   const TableChanges& changes, const Capabilities& can);

/// Equal but for what is not compared: privileges that `to` does not manage, the history of names,
/// the version of an extension that `to` leaves open.
bool same_object(const SchemaObject& from, const SchemaObject& to);

}  // namespace whimbrel
