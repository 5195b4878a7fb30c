#include "database_wait.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "command.h"
#include "whimbrel/core/duration.h"

namespace whimbrel::cli {
namespace {

using std::chrono::milliseconds;
using TimePoint = std::chrono::steady_clock::time_point;

constexpr milliseconds kShortestPause{100};
constexpr milliseconds kLongestPause{2'000};
constexpr milliseconds kShortestAttempt{1'000};
constexpr milliseconds kLongestAttempt{10'000};
constexpr milliseconds kBetweenWords{10'000};

milliseconds between(TimePoint begin, TimePoint end) {
  return std::chrono::duration_cast<milliseconds>(end - begin);
}

std::string seconds(milliseconds length) {
  return fmt::format("{:.1f} s", static_cast<double>(length.count()) / 1000);
}

class Wait {
 public:
  Wait(milliseconds patience, const std::string& place, const WaitWorld& world)
      : patience_(patience), place_(place), world_(world), begin_(world.now()) {}

  milliseconds passed() const { return between(begin_, world_.now()); }
  milliseconds left() const { return std::max(patience_ - passed(), milliseconds(0)); }

  void failed(const Error& error) {
    ++attempts_;
    const milliseconds now = passed();
    if (attempts_ == 1) {
      if (left().count() == 0) return;
      world_.log(fmt::format("Waiting up to {} for the database at {}: {}", to_text(patience_),
                             place_, error.message()));
    } else if (now - said_ >= kBetweenWords) {
      world_.log(fmt::format("Still waiting for the database, {} of {}: {}", seconds(now),
                             to_text(patience_), error.message()));
    } else {
      return;
    }
    said_ = now;
  }

  void succeeded() const {
    if (attempts_ > 0)
      world_.log(fmt::format("The database accepts connections, after {}.", seconds(passed())));
  }

  Error in_vain(const Error& last) const {
    Error error(
        ErrorCode::connection,
        fmt::format("the database accepted no connection in {} ({} attempt{}); the last "
                    "reason: {}",
                    seconds(passed()), attempts_, attempts_ == 1 ? "" : "s", last.message()));
    error.at(place_).with_hint(last.hint()).with_condition(last.condition());
    return error.with_native_code(last.native_code());
  }

 private:
  milliseconds patience_;
  const std::string& place_;
  const WaitWorld& world_;
  TimePoint begin_;
  int attempts_ = 0;
  milliseconds said_{0};  ///< when the log was last told
};

}  // namespace

Option wait_option(std::string* into) {
  return {"--wait", "Wait so long (30s, 2m) until the database accepts connections", into};
}

WaitWorld real_world(std::function<void(const std::string&)> log) {
  return {[] { return std::chrono::steady_clock::now(); },
          [](milliseconds length) { std::this_thread::sleep_for(length); }, std::move(log)};
}

bool time_cures(const Error& error) {
  return error.code() == ErrorCode::connection &&
         error.condition() == DatabaseCondition::unreachable;
}

std::unique_ptr<Connection> connect_within(milliseconds patience, const std::string& place,
                                           const ConnectAttempt& attempt, const WaitWorld& world) {
  Wait wait(patience, place, world);
  for (milliseconds pause = kShortestPause;; pause = std::min(pause * 2, kLongestPause)) {
    try {
      auto connection = attempt(std::clamp(wait.left(), kShortestAttempt, kLongestAttempt));
      wait.succeeded();
      return connection;
    } catch (const Error& error) {
      if (!time_cures(error)) throw;
      wait.failed(error);
      if (wait.left().count() == 0) throw wait.in_vain(error);
    }
    world.pause(std::min(pause, wait.left()));
  }
}

}  // namespace whimbrel::cli
