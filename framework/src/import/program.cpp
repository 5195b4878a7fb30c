#include "program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "whimbrel/core/error.h"

extern char** environ;

namespace whimbrel {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kBlock = 65536;
constexpr int kSlice = 200;  // milliseconds between two questions whether to stop
constexpr const char* kNoCompiledFiles = "PYTHONDONTWRITEBYTECODE=1";

Error failure(const std::string& program, int reason) {
  return Error(ErrorCode::io,
               "the program '" + program + "' cannot be run: " + std::strerror(reason));
}

// Both ends of a pipe, closed at the end.
struct Pipe {
  std::array<int, 2> ends{-1, -1};
  explicit Pipe(const std::string& program) {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw failure(program, errno);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  void close_end(std::size_t end) {
    if (ends[end] >= 0) ::close(ends[end]);
    ends[end] = -1;
  }
};

class Actions {
 public:
  Actions(const Pipe& out, const Pipe& err, const std::filesystem::path& folder) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, out.ends[1], 1);
    posix_spawn_file_actions_adddup2(&actions_, err.ends[1], 2);
    posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
  }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  ~Actions() { posix_spawn_file_actions_destroy(&actions_); }
  const posix_spawn_file_actions_t* pointer() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

// A process group of its own, so that a time limit ends what the program has started as well.
class OwnGroup {
 public:
  OwnGroup() {
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes_, 0);
  }
  OwnGroup(const OwnGroup&) = delete;
  OwnGroup& operator=(const OwnGroup&) = delete;
  ~OwnGroup() { posix_spawnattr_destroy(&attributes_); }
  const posix_spawnattr_t* pointer() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_;
};

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (const std::string& each : texts) result.push_back(const_cast<char*>(each.c_str()));
  result.push_back(nullptr);
  return result;
}

// Reads what there is; closes the pipe at its end.
void read_some(Pipe& pipe, std::string& text) {
  std::array<char, kBlock> block;
  const ssize_t count = ::read(pipe.ends[0], block.data(), block.size());
  if (count > 0)
    text.append(block.data(), static_cast<std::size_t>(count));
  else if (count == 0 || errno != EINTR)
    pipe.close_end(0);
}

enum class End { of_output, of_time, on_request };

// Until both pipes are at their end, or something ends it before.
End read_all(Pipe& out, Pipe& err, Clock::time_point deadline, const std::function<bool()>& stop,
             ProgramResult& result) {
  while (out.ends[0] >= 0 || err.ends[0] >= 0) {
    if (Clock::now() >= deadline) return End::of_time;
    if (stop && stop()) return End::on_request;
    std::array<pollfd, 2> waiting{{{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}}};
    if (::poll(waiting.data(), waiting.size(), kSlice) < 0) continue;
    if (waiting[0].revents != 0) read_some(out, result.out);
    if (waiting[1].revents != 0) read_some(err, result.err);
  }
  return End::of_output;
}

}  // namespace

ProgramResult run_program(const std::vector<std::string>& arguments,
                          const std::filesystem::path& folder, std::chrono::milliseconds time_limit,
                          const std::function<bool()>& stop) {
  ProgramResult result;
  const std::string& program = arguments.front();
  Pipe out(program);
  Pipe err(program);
  const Actions actions(out, err, folder);
  const OwnGroup group;
  const std::vector<char*> argv = pointers(arguments);
  std::vector<char*> environment;
  for (char** each = environ; *each != nullptr; ++each) environment.push_back(*each);
  environment.push_back(const_cast<char*>(kNoCompiledFiles));
  environment.push_back(nullptr);
  pid_t process = -1;
  const int problem = ::posix_spawnp(&process, program.c_str(), actions.pointer(), group.pointer(),
                                     argv.data(), environment.data());
  if (problem == ENOENT) {
    result.found = false;
    return result;
  }
  if (problem != 0) throw failure(program, problem);
  out.close_end(1);
  err.close_end(1);
  const End end = read_all(out, err, Clock::now() + time_limit, stop, result);
  result.timed_out = end == End::of_time;
  if (end != End::of_output) ::kill(-process, SIGKILL);
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
  if (end == End::on_request)
    throw Error(ErrorCode::interrupted, "stopped while '" + program + "' was running");
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

}  // namespace whimbrel
