// Running another program to its end.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace whimbrel {

struct ProgramResult {
  bool found = true;       ///< false: there is no such program in PATH
  bool timed_out = false;  ///< it was killed
  int exit_code = 0;       ///< 128 + the signal's number when a signal ended it
  std::string out;
  std::string err;
};

/// Runs `arguments[0]`, looked up in PATH, without a shell and without input, in `folder`. A Python
/// program leaves no compiled files there. Throws Error{io} when it cannot be started for another
/// reason than that it is not there, and Error{interrupted} when `stop`, asked every now and then,
/// says so: the program is ended then. Blocks up to `time_limit`.
ProgramResult run_program(const std::vector<std::string>& arguments,
                          const std::filesystem::path& folder, std::chrono::milliseconds time_limit,
                          const std::function<bool()>& stop);

}  // namespace whimbrel
