// Running programs as a user would, without a shell between.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace whimbrel::test {

struct Command {
  /// A path, or a name that is looked up in PATH. The default is the command of this build.
  std::string program = whimbrel_command();
  std::vector<std::string> arguments = {};
  /// Where it runs; empty: where the test runs.
  std::filesystem::path working_folder = {};
  /// On top of the test's own environment; an absent value takes the variable away.
  std::map<std::string, std::optional<std::string>> environment = {};
  std::string input = {};
  std::chrono::milliseconds time_limit = std::chrono::seconds(60);

  static std::string whimbrel_command();
};

struct CommandResult {
  int exit_code = 0;  ///< 128 + the signal's number when a signal ended it
  int signal = 0;     ///< the signal that ended it, or 0
  std::string out;
  std::string err;
};

/// A program that is running. The destructor kills it. [one thread at a time]
class RunningCommand {
 public:
  /// Throws std::system_error when it cannot be started.
  explicit RunningCommand(const Command& command);
  RunningCommand(const RunningCommand&) = delete;
  RunningCommand& operator=(const RunningCommand&) = delete;
  ~RunningCommand();

  /// Sends a signal to it and to the programs that it has started.
  void send(int signal) const;
  /// Sends it to the program alone, as a container's engine does.
  void send_to_itself(int signal) const;

  /// Reads everything that it says until its standard error or output has `text` in it. Throws
  /// std::runtime_error with what it said when it ends, or its time does, before that.
  void wait_for_text(const std::string& text);

  /// Waits until it has ended. Throws std::runtime_error with what it said when its time is over;
  /// it is killed then.
  CommandResult wait();

 private:
  using Clock = std::chrono::steady_clock;

  bool read_some();
  void wait_for_end();
  [[noreturn]] void give_up(const std::string& why);

  std::string title_;
  Clock::time_point deadline_;
  pid_t process_ = -1;
  int out_ = -1;  // -1 when closed
  int err_ = -1;
  CommandResult result_;
};

/// Runs a program to its end; throws what RunningCommand throws.
CommandResult run(const Command& command);

/// Runs the command of this build with `arguments` in `working_folder`.
CommandResult run_whimbrel(std::vector<std::string> arguments,
                           const std::filesystem::path& working_folder = {});

}  // namespace whimbrel::test
