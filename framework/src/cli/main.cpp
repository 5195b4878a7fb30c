// The command `whimbrel`: arguments in, exit code out.
#include <csignal>
#include <exception>
#include <string>
#include <vector>

#include "arguments.h"
#include "console.h"
#include "exit_code.h"
#include "interrupt.h"
#include "workspace.h"

namespace {

using whimbrel::ErrorCode;
using namespace whimbrel::cli;

int run(const Invocation& invocation, Console& console) {
  console.set_json(invocation.globals.format == "json");
  console.set_quiet(invocation.globals.quiet);
  console.set_verbose(invocation.globals.verbose);
  try {
    Workspace workspace(invocation.globals, console);
    return invocation.command->run(workspace);
  } catch (const whimbrel::Error& error) {
    console.fail(error);
    return exit_code(error.code());
  } catch (const std::exception& error) {
    console.fail(whimbrel::Error(ErrorCode::internal, error.what()));
    return kFailed;
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<Command> commands = all_commands();
  Invocation invocation;
  if (const auto done = parse_arguments(argc, argv, commands, invocation)) return *done;
  watch_for_interrupts();
  std::signal(SIGPIPE, SIG_DFL);
  Console console;
  return run(invocation, console);
}
