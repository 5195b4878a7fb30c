// The rules that hold for every database.
#pragma once

#include <span>

#include "whimbrel/dialect/review_guide.h"

namespace whimbrel {

/// The framework's rules in the order of their ids. Each has a page in docs/rules/. What an
/// operation costs (locks, scans, rewrites) is told by the dialect, under these ids.
std::span<const ReviewRule> rule_catalogue();

}  // namespace whimbrel
