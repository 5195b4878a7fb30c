// The command `whimbrel`: arguments in, exit code out.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <vector>

#include "arguments.h"
#include "console.h"
#include "exit_code.h"
#include "interrupt.h"
#include "workspace.h"

namespace {

using whimbrel::Error;
using whimbrel::ErrorCode;
using namespace whimbrel::cli;

bool is_of_database(ErrorCode code) {
  return code == ErrorCode::database || code == ErrorCode::connection;
}

int run(const Invocation& invocation, Console& console) {
  console.set_json(invocation.globals.format == "json");
  console.set_quiet(invocation.globals.quiet);
  console.set_verbose(invocation.globals.verbose);
  Workspace workspace(invocation.globals, console);
  try {
    return invocation.command->run(workspace);
  } catch (Error& error) {
    // What a database says without a place is about the database itself.
    if (error.where().empty() && is_of_database(error.code())) error.at(workspace.place());
    console.fail(error);
    return exit_code(error.code());
  } catch (const std::exception& error) {
    console.fail(Error(ErrorCode::internal, error.what()));
    return kFailed;
  }
}

// A result that did not arrive is no result: a full disk shows when the output is flushed.
int flushed(int code, Console& console) {
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  const std::string reason = errno == 0 ? "a part of it was lost" : std::strerror(errno);
  console.set_json(false);
  console.fail(Error(ErrorCode::io, "cannot write the output: " + reason)
                   .with_hint("what the command does to the database is done"));
  return code == kDone ? exit_code(ErrorCode::io) : code;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<Command> commands = all_commands();
  Invocation invocation;
  if (const auto done = parse_arguments(argc, argv, commands, invocation)) return *done;
  watch_for_interrupts();
  std::signal(SIGPIPE, SIG_DFL);
  // A limit for the size of files is an error of the write that reaches it, and told like a full
  // disk.
  std::signal(SIGXFSZ, SIG_IGN);
  Console console;
  return flushed(run(invocation, console), console);
}
