// Runs one recorded case through the real code.
#pragma once

#include <optional>
#include <string>

#include "revision_graph_cases.h"

namespace whimbrel::cases {

/// Why the case cannot be put to this code at all (it is about another language's types, or about
/// file templates), or nothing.
std::optional<std::string> out_of_scope(const Case& one);

/// What differs from what was recorded; empty when nothing does.
std::string difference(const Case& one);

}  // namespace whimbrel::cases
