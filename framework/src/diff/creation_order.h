// The order in which tables and objects can be created.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "uses.h"
#include "whimbrel/model/schema.h"

namespace whimbrel {

/// Parts of one set, those that are used first. `too_early` holds, for each table, the foreign keys
/// (by index) whose target comes later: those that close a cycle.
struct CreationOrder {
  std::vector<Part> parts;
  std::map<QualifiedName, std::set<size_t>> too_early;
};

/// Kahn's algorithm, ties by kind and name: types, functions, tables, views, what stands on tables.
/// When only cycles are left, the first table goes next that waits for the targets of foreign keys
/// alone: these keys are then too early. Where there is none, it is the first part in that order.
/// `wanted` are parts of `schema`; what is used outside of them does not count.
CreationOrder creation_order(const Schema& schema, const std::set<Part>& wanted, const Uses& uses);

}  // namespace whimbrel
