// Tables, each after those that it refers to.
#pragma once

#include <span>
#include <vector>

#include "whimbrel/model/schema.h"

namespace whimbrel {

/// `tables` in an order in which their rows can be inserted (Kahn's topological sort); those of a
/// cycle come last, in name order. Linear but for sorting, without recursion. Pure.
std::vector<QualifiedName> seed_order(const Schema& schema, std::span<const QualifiedName> tables);

}  // namespace whimbrel
