// A port of this machine that is closed until a test opens it.
#pragma once

#include <optional>
#include <string>

#include "support/command.h"
#include "whimbrel/core/secret.h"

namespace whimbrel::test {

/// What stands between a command and a server. [one thread at a time]
class Port {
 public:
  /// A port at which nobody listens.
  Port();

  int number() const { return number_; }
  /// The same database as `url`, reached through this port.
  Secret url(const Secret& url) const;

  /// From now on it leads to the server of `url`.
  void forward_to(const Secret& url);
  /// From now on it takes connections and says nothing.
  void say_nothing();
  /// From now on it takes connections and closes them at once.
  void hang_up();
  /// Nobody listens any more, and what was open is cut.
  void close() { listener_.reset(); }

 private:
  void listen(const std::string& target);

  int number_;
  std::optional<RunningCommand> listener_;
};

}  // namespace whimbrel::test
