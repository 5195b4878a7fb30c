// The Lambda Runtime API, version 2018-06-01.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "failure.h"
#include "http.h"

namespace whimbrel::lambda {

struct Invocation {
  std::string id;
  std::string event;     ///< as it was sent
  std::string trace_id;  ///< empty: there is none
  /// When Lambda ends the function, whatever it does; nothing when it does not say.
  std::optional<std::chrono::system_clock::time_point> deadline;
};

/// What the Runtime API makes of an answer.
enum class Delivery {
  accepted,
  too_big,  ///< 413: Lambda takes 6 MB at most
  refused,  ///< too late, or not the invocation that is under way
};

/// Every function throws Error{connection} when the Runtime API does not answer or says that the
/// process should end. [one thread at a time]
class RuntimeClient {
 public:
  explicit RuntimeClient(HttpHost host) : host_(std::move(host)) {}

  /// Waits for the next event, as long as it takes.
  Invocation next() const;
  Delivery answer(const std::string& id, const std::string& json) const;
  Delivery fail(const std::string& id, const Failure& failure) const;
  /// The process cannot serve events; it should end after this.
  void fail_initialisation(const Failure& failure) const;

 private:
  Delivery post(const std::string& path, const std::string& body,
                const std::string& error_type) const;

  HttpHost host_;
};

}  // namespace whimbrel::lambda
