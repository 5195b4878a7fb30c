// From the arguments of the process to a command.
#pragma once

#include <optional>
#include <vector>

#include "command.h"

namespace whimbrel::cli {

struct Invocation {
  const Command* command = nullptr;
  GlobalOptions globals;
};

/// Every command, in the order in which the help lists them.
std::vector<Command> all_commands();

/// Fills in the options of the command that was called. Returns the exit code when there is nothing
/// more to do: help or version was printed, or the arguments were wrong.
std::optional<int> parse_arguments(int argc, char** argv, const std::vector<Command>& commands,
                                   Invocation& invocation);

}  // namespace whimbrel::cli
