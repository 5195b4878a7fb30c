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

/// Each step begins on a line of its own, so that a comment at the end of one hides nothing.
struct Message {
  explicit Message(std::span<const BatchStep> steps);

  /// The step in which a byte of the text stands.
  std::size_t step_at(std::size_t offset) const;

  std::string text;
  std::vector<std::size_t> begins;  ///< of each step, in bytes
};

}  // namespace whimbrel::postgresql
