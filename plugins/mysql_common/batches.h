// Several statements in one message.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/dialect/statement_batches.h"

namespace whimbrel::mysql_family {

/// See StatementBatches. [thread-safe]
class FamilyBatches final : public StatementBatches {
 public:
  void run(Connection& connection, std::span<const BatchStep> steps,
           std::vector<std::uint64_t>& changed) const override;
};

/// What the server is sent for a step.
std::string_view text_of(const BatchStep& step);

/// True when the step gives one answer for certain, so that those of the next steps can be told
/// from it: a procedure, or a block, gives any number. Pure.
bool gives_one_answer(const BatchStep& step);

/// True when nothing may follow the step in its message: the body of a stored program goes on to
/// the end of what the server is sent. True for a few others too, which costs a message. Pure.
bool must_be_last(const BatchStep& step);

/// True when the client library does not say how many rows a statement behind the first of a
/// message has changed although it may have changed some. Pure.
bool must_be_counted(std::string_view sql);

/// What the server says of a statement it cannot read quotes the message up to its end: `said`
/// without what of it belongs to `behind`, the text that follows the statement. Pure.
std::string without_what_follows(std::string said, std::string_view behind);

}  // namespace whimbrel::mysql_family
