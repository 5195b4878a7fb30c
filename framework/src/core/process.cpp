#include "whimbrel/core/process.h"

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
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

using Clock = std::chrono::steady_clock;
using Texts = std::vector<std::string>;

constexpr std::size_t kBlock = 65536;
constexpr int kSlice = 200;  // milliseconds between two questions whether to stop

Error not_started(const std::string& program, int reason) {
  return Error(ErrorCode::io, "cannot run '" + program + "': " + std::strerror(reason))
      .with_hint("is it installed, and in PATH?");
}

int exit_code(int status) {
  constexpr int kSignalBase = 128;
  return WIFSIGNALED(status) ? kSignalBase + WTERMSIG(status) : WEXITSTATUS(status);
}

// Both ends of a pipe, closed at the end.
struct Pipe {
  std::array<int, 2> ends{-1, -1};
  explicit Pipe(const std::string& program) {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw not_started(program, errno);
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

// What the new process does before it becomes the program.
class Actions {
 public:
  explicit Actions(const std::filesystem::path& folder) {
    posix_spawn_file_actions_init(&actions_);
    if (!folder.empty()) posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
  }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  ~Actions() { posix_spawn_file_actions_destroy(&actions_); }

  void capture(const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, out.ends[1], 1);
    posix_spawn_file_actions_adddup2(&actions_, err.ends[1], 2);
  }
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

std::vector<char*> pointers(const Texts& texts) {
  std::vector<char*> result;
  for (const std::string& each : texts) result.push_back(const_cast<char*>(each.c_str()));
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

// A program whose output is kept. The destructor ends what still runs and leaves no dead process.
class Captured {
 public:
  Captured(const Texts& arguments, const CaptureOptions& options)
      : program_(arguments.front()), options_(options), out_(program_), err_(program_) {
    Actions actions(options.folder);
    actions.capture(out_, err_);
    const OwnGroup group;
    std::vector<char*> words = pointers(arguments);
    words.push_back(nullptr);
    // The first of two variables of one name holds.
    std::vector<char*> variables = pointers(options.variables);
    for (char** each = environ; *each != nullptr; ++each) variables.push_back(*each);
    variables.push_back(nullptr);
    problem_ = ::posix_spawnp(&process_, words.front(), actions.pointer(), group.pointer(),
                              words.data(), variables.data());
    out_.close_end(1);
    err_.close_end(1);
  }
  Captured(const Captured&) = delete;
  Captured& operator=(const Captured&) = delete;
  ~Captured() {
    if (problem_ != 0 || ended_) return;
    ::kill(-process_, SIGKILL);
    wait(0);
  }

  int problem() const { return problem_; }

  // False: its time was over, and it still runs.
  bool finish(CapturedProgram& result) {
    const Clock::time_point deadline = Clock::now() + options_.time_limit;
    while (!ended_) {
      if (Clock::now() >= deadline) return false;
      if (options_.stop && options_.stop())
        throw Error(ErrorCode::interrupted, "stopped while '" + program_ + "' was running");
      if (out_.ends[0] < 0 && err_.ends[0] < 0) {
        // It has nothing more to say, and mostly it ends at once.
        if (!wait(WNOHANG)) ::poll(nullptr, 0, 1);
        continue;
      }
      std::array<pollfd, 2> waiting{{{out_.ends[0], POLLIN, 0}, {err_.ends[0], POLLIN, 0}}};
      if (::poll(waiting.data(), waiting.size(), kSlice) < 0) continue;
      if (waiting[0].revents != 0) read_some(out_, result.out);
      if (waiting[1].revents != 0) read_some(err_, result.err);
    }
    result.exit_code = exit_code(status_);
    return true;
  }

 private:
  bool wait(int how) {
    pid_t ended = 0;
    do ended = ::waitpid(process_, &status_, how);
    while (ended < 0 && errno == EINTR);
    ended_ = ended != 0;
    return ended_;
  }

  const std::string program_;
  const CaptureOptions& options_;
  Pipe out_;
  Pipe err_;
  pid_t process_ = -1;
  int problem_ = 0;
  int status_ = 0;
  bool ended_ = false;
};

}  // namespace

int run_program(const Texts& arguments, const std::filesystem::path& folder) {
  const Actions actions(folder);
  std::vector<char*> words = pointers(arguments);
  words.push_back(nullptr);
  pid_t child = 0;
  const int problem =
      posix_spawnp(&child, words.front(), actions.pointer(), nullptr, words.data(), environ);
  if (problem != 0) throw not_started(arguments.front(), problem);
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) throw not_started(arguments.front(), errno);
  return exit_code(status);
}

CapturedProgram capture_program(const Texts& arguments, const CaptureOptions& options) {
  CapturedProgram result;
  Captured program(arguments, options);
  result.found = program.problem() != ENOENT;
  if (!result.found) return result;
  if (program.problem() != 0) throw not_started(arguments.front(), program.problem());
  result.timed_out = !program.finish(result);
  return result;
}

std::string last_lines(std::string_view text, std::size_t count) {
  const std::string_view content = trimmed(text);
  std::size_t begin = content.size();
  while (count > 0 && begin != std::string_view::npos && begin > 0) {
    begin = content.rfind('\n', begin - 1);
    --count;
  }
  return std::string(trimmed(content.substr(begin == std::string_view::npos ? 0 : begin)));
}

}  // namespace whimbrel
