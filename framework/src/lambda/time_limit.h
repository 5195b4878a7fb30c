// How long an invocation may work.
#pragma once

#include <chrono>
#include <optional>

namespace whimbrel::lambda {

/// The moments at which an invocation gives way, so that it has answered when its deadline comes.
/// Lambda kills the process at the deadline, wherever it is.
struct TimeLimit {
  using Clock = std::chrono::steady_clock;

  /// No statement begins after this, and the database ends the one under way where it can. What is
  /// left is for the rollback, the journal and the answer: a fifth of the time there was, but no
  /// more than kLongestMargin.
  Clock::time_point stop_at;
  /// An eighth of that before the deadline, 250 ms at most, which is enough to send an answer: what
  /// has not come back by now is answered for, and the process ends.
  Clock::time_point give_up_at;

  static constexpr std::chrono::milliseconds kLongestMargin = std::chrono::seconds(2);

  bool is_over() const { return Clock::now() >= stop_at; }
  /// The time until `stop_at`, at least a millisecond: zero would mean no limit to a database.
  std::chrono::milliseconds left() const;
};

/// Nothing without a deadline.
std::optional<TimeLimit> time_limit(std::optional<std::chrono::system_clock::time_point> deadline);

}  // namespace whimbrel::lambda
