#include "whimbrel/core/process.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "whimbrel/core/error.h"

namespace whimbrel {
namespace {

Error not_started(const std::string& program, int reason) {
  return Error(ErrorCode::io, "cannot run '" + program + "': " + std::strerror(reason))
      .with_hint("is it installed, and in PATH?");
}

int exit_code(int status) {
  constexpr int kSignalBase = 128;
  return WIFSIGNALED(status) ? kSignalBase + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

int run_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder) {
  std::vector<std::string> texts = arguments;
  std::vector<char*> pointers;
  for (std::string& each : texts) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (!folder.empty()) posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  pid_t child = 0;
  const int problem =
      posix_spawnp(&child, texts.front().c_str(), &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (problem != 0) throw not_started(texts.front(), problem);
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) throw not_started(texts.front(), errno);
  return exit_code(status);
}

}  // namespace whimbrel
