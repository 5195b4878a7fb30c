// Ctrl-C and SIGTERM.
#pragma once

#include <string>

namespace whimbrel::cli {

/// From now on the first SIGINT or SIGTERM asks for a stop between two statements; the second one
/// ends the process at once.
void watch_for_interrupts();

/// True once a stop was asked for. [thread-safe]
bool interrupted();

/// While this lives, a watched signal does not ask for a stop but ends the process at once, with
/// the exit code for an interruption: for waits in which nothing is held and nothing is begun. One
/// at a time. [one thread at a time]
class EndAtOnce {
 public:
  /// `text` is written to the file `descriptor` before the end.
  EndAtOnce(int descriptor, std::string text);
  EndAtOnce(const EndAtOnce&) = delete;
  EndAtOnce& operator=(const EndAtOnce&) = delete;
  ~EndAtOnce();

  int descriptor() const { return descriptor_; }
  const std::string& text() const { return text_; }

 private:
  int descriptor_;
  std::string text_;
};

}  // namespace whimbrel::cli
