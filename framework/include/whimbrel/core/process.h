// Running another program to its end, without a shell.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

/// Runs a program with the input, output and environment of this process, and waits for its end.
/// `arguments`: the program, looked up in PATH, and what it is given; never empty. `folder`: where
/// it runs; empty: here. Returns its exit code, 128 + the signal's number when a signal ended it.
/// Throws Error{io} when it cannot be started.
int run_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder);

struct CaptureOptions {
  std::filesystem::path folder;          ///< where it runs; empty: here
  std::chrono::milliseconds time_limit;  ///< how long it may run
  std::function<bool()> stop;            ///< asked every now and then; empty: never
  std::vector<std::string> variables;    ///< NAME=value, added to the environment of this process
};

struct CapturedProgram {
  bool found = true;       ///< false: there is no such program in PATH
  bool timed_out = false;  ///< it was killed, with what it has started
  int exit_code = 0;       ///< 128 + the signal's number when a signal ended it
  std::string out;
  std::string err;
};

/// Runs a program without input and keeps what it says. `arguments` as above. It is killed, with
/// all that it has started, at the end of its time and when `stop` says so. Throws
/// Error{interrupted} in the latter case, and Error{io} when it cannot be started for another
/// reason than that it is not there. Blocks up to `time_limit`.
CapturedProgram capture_program(const std::vector<std::string>& arguments,
                                const CaptureOptions& options);

/// The last lines of what a program said, `count` of them at most, without white space around.
std::string last_lines(std::string_view text, std::size_t count);

}  // namespace whimbrel
