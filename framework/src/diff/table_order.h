// The order in which tables can be created.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "whimbrel/model/schema.h"

namespace whimbrel {

/// Tables of one set, those that are referred to first. `too_early` holds, for each table, the
/// foreign keys (by index) whose target comes later: those that close a cycle.
struct TableOrder {
  std::vector<const Table*> tables;
  std::map<QualifiedName, std::set<size_t>> too_early;
};

/// Kahn's algorithm, ties in name order; when only cycles are left, the first table by name goes
/// next. References to tables outside of the set and to the table itself do not count.
TableOrder creation_order(const std::vector<const Table*>& tables);

}  // namespace whimbrel
