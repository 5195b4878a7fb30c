#include "time_limit.h"

#include <algorithm>

namespace whimbrel::lambda {

using std::chrono::milliseconds;

milliseconds TimeLimit::left() const {
  return std::max(milliseconds(1),
                  std::chrono::duration_cast<milliseconds>(stop_at - Clock::now()));
}

std::optional<TimeLimit> time_limit(std::optional<std::chrono::system_clock::time_point> deadline) {
  if (!deadline) return std::nullopt;
  // The clock of the wall may be set while the invocation runs; the other one cannot.
  const auto left = std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(
                                                  *deadline - std::chrono::system_clock::now()));
  const auto margin = std::min(left / 5, TimeLimit::kLongestMargin);
  const auto end = TimeLimit::Clock::now() + left;
  return TimeLimit{end - margin, end - margin / 8};
}

}  // namespace whimbrel::lambda
