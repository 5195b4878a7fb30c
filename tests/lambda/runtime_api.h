// The Lambda Runtime API as its documentation describes it, on a port of this machine.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "loopback_server.h"
#include "whimbrel/core/node.h"

namespace whimbrel::test {

/// What the function posted for an invocation, or for its initialisation.
struct LambdaReply {
  bool failed = false;     ///< it came as an error
  std::string error_type;  ///< the header Lambda-Runtime-Function-Error-Type
  Node body;
  std::string text;                              ///< the body as it was sent
  std::chrono::milliseconds before_deadline{0};  ///< negative: it came too late

  /// The text under a key of the body, or "".
  std::string operator[](std::string_view key) const;
};

/// One invocation at a time, as Lambda does it. Functions that wait throw std::runtime_error after
/// half a minute. [thread-safe]
class RuntimeApi {
 public:
  RuntimeApi() : server_([this](const ServedRequest& request) { return answer(request); }) {}
  ~RuntimeApi();

  std::string address() const { return server_.address(); }
  /// Answers longer than this are refused with 413.
  void set_largest_answer(std::size_t bytes) { largest_answer_ = bytes; }

  /// Hands an event to the function, which has `time` from when it fetches it; returns its id.
  std::string send(std::string event, std::chrono::milliseconds time = std::chrono::minutes(1));
  LambdaReply reply_to(const std::string& id);
  LambdaReply invoke(std::string event, std::chrono::milliseconds time = std::chrono::minutes(1)) {
    return reply_to(send(std::move(event), time));
  }
  /// Waits until the function asks for an event and none is there.
  void wait_until_idle();
  LambdaReply initialisation_error();

 private:
  using Clock = std::chrono::system_clock;
  struct Waiting {
    std::string id;
    std::string event;
    std::chrono::milliseconds time;
  };

  ServedAnswer answer(const ServedRequest& request);
  ServedAnswer next(const ServedRequest& request);
  ServedAnswer take(const ServedRequest& request, const std::string& id, bool failed);
  ServedAnswer take_initialisation_error(const ServedRequest& request);
  template <class Condition>
  void wait_for(std::unique_lock<std::mutex>& lock, const char* what, Condition condition);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Waiting> waiting_;
  std::map<std::string, LambdaReply> replies_;
  std::optional<LambdaReply> initialisation_error_;
  std::string under_way_;
  Clock::time_point deadline_;
  int idle_ = 0;
  int count_ = 0;
  bool ending_ = false;
  std::size_t largest_answer_ = 6 * 1024 * 1024;
  LoopbackServer server_;  // last: it calls into the others
};

}  // namespace whimbrel::test
