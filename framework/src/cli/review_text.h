// A review for people.
#pragma once

#include <string>

#include "whimbrel/review/review.h"

namespace whimbrel::cli {

/// Each finding with its line of the file and the cure.
std::string review_text(const Review& review);

/// "2 errors, 1 warning and 3 notes in 2 revisions; 1 suppressed".
std::string review_summary(const Review& review);

}  // namespace whimbrel::cli
