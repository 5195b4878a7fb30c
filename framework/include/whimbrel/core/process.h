// Running another program.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace whimbrel {

/// Runs a program without a shell, with the input, output and environment of this process, and
/// waits for its end. `arguments`: the program, looked up in PATH, and what it is given; never
/// empty. `folder`: where it runs; empty: here. Returns its exit code, 128 + the signal's number
/// when a signal ended it. Throws Error{io} when it cannot be started.
int run_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder);

}  // namespace whimbrel
