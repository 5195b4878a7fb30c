// The text of a message that holds several statements.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/dialect/statement_batches.h"

namespace whimbrel::postgresql {

/// What the server is sent for a step.
std::string_view text_of(const BatchStep& step);

/// Each step begins on a line of its own, so that a comment at the end of one hides nothing and a
/// line of the message tells the step.
struct Message {
  explicit Message(std::span<const BatchStep> steps);

  /// The step in which a line of the text stands, from 1.
  std::size_t step_at(int line) const;

  std::string text;
  std::vector<int> first_lines;  ///< of each step, from 1
};

}  // namespace whimbrel::postgresql
