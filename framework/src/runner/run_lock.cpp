#include "whimbrel/runner/run_lock.h"

#include <algorithm>
#include <thread>

#include "whimbrel/core/duration.h"
#include "whimbrel/core/error.h"

namespace whimbrel {
namespace {

constexpr std::chrono::milliseconds kShortestPause{10};
constexpr std::chrono::milliseconds kLongestPause{500};

}  // namespace

std::unique_ptr<HeldLock> take_run_lock(const Dialect& dialect, Connection& connection,
                                        const Endpoint& endpoint, const std::string& key,
                                        std::chrono::milliseconds patience) {
  const RunLocks* locks = ability<RunLocks>(dialect);
  if (locks == nullptr) return nullptr;
  const auto end = std::chrono::steady_clock::now() + patience;
  for (auto pause = kShortestPause;; pause = std::min(pause * 2, kLongestPause)) {
    if (auto lock = locks->try_acquire(connection, endpoint, key)) return lock;
    if (std::chrono::steady_clock::now() >= end) break;
    std::this_thread::sleep_for(pause);
  }
  throw Error(ErrorCode::lock,
              "another runner holds the lock of this database (waited " + to_text(patience) + ")")
      .at(endpoint.display())
      .with_hint(
          "wait for it to end, or raise run_lock_timeout of this target; of a runner that was "
          "killed the server may still be carrying out the last statement, and lets go after it");
}

}  // namespace whimbrel
