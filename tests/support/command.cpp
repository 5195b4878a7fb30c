#include "support/command.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>

namespace whimbrel::test {
namespace {

[[noreturn]] void fail(int error, const std::string& doing) {
  throw std::system_error(error, std::generic_category(), doing);
}

/// A file descriptor that is closed at the end.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  int number() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

struct Pipe {
  Pipe() : Pipe(made()) {}
  Descriptor read_end;
  Descriptor write_end;

 private:
  explicit Pipe(std::pair<int, int> ends) : read_end(ends.first), write_end(ends.second) {}
  static std::pair<int, int> made() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) fail(errno, "making a pipe");
    return {ends[0], ends[1]};
  }
};

/// The input as a file in memory: a program that does not read it breaks nothing.
int input_file(const std::string& input) {
  Descriptor file(memfd_create("input", MFD_CLOEXEC));
  if (file.number() < 0) fail(errno, "making the input");
  for (std::size_t written = 0; written < input.size();) {
    const ssize_t count = write(file.number(), input.data() + written, input.size() - written);
    if (count < 0) fail(errno, "writing the input");
    written += static_cast<std::size_t>(count);
  }
  lseek(file.number(), 0, SEEK_SET);
  return file.release();
}

std::vector<std::string> environment_of(const Command& command) {
  std::vector<std::string> result;
  for (char** entry = environ; *entry; ++entry) {
    const std::string text = *entry;
    if (!command.environment.contains(text.substr(0, text.find('=')))) result.push_back(text);
  }
  for (const auto& [name, value] : command.environment) {
    if (value) result.push_back(name + "=" + *value);
  }
  return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

std::string title_of(const Command& command) {
  std::string title = command.program;
  for (const std::string& argument : command.arguments) title += " " + argument;
  return title;
}

/// Starts the program in a process group of its own, so that all of it can be ended.
pid_t spawn(const Command& command, int input, int out, int err) {
  std::vector<std::string> arguments = command.arguments;
  arguments.insert(arguments.begin(), command.program);
  std::vector<std::string> environment = environment_of(command);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  if (!command.working_folder.empty()) {
    posix_spawn_file_actions_addchdir_np(&actions, command.working_folder.c_str());
  }
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  pid_t process = -1;
  const int error = posix_spawnp(&process, command.program.c_str(), &actions, &attributes,
                                 pointers(arguments).data(), pointers(environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) fail(error, "starting " + title_of(command));
  return process;
}

/// Adds what is there to `text`; false, and the descriptor closed, at the end.
void read_into(std::string& text, int& descriptor) {
  char buffer[65536];
  const ssize_t count = read(descriptor, buffer, sizeof buffer);
  if (count > 0) {
    text.append(buffer, static_cast<std::size_t>(count));
  } else if (count == 0 || errno != EINTR) {
    close(descriptor);
    descriptor = -1;
  }
}

}  // namespace

std::string Command::whimbrel_command() { return WHIMBREL_BUILD_DIR "/bin/whimbrel"; }

RunningCommand::RunningCommand(const Command& command)
    : title_(title_of(command)), deadline_(Clock::now() + command.time_limit) {
  const Descriptor input(input_file(command.input));
  Pipe out;
  Pipe err;
  process_ = spawn(command, input.number(), out.write_end.number(), err.write_end.number());
  out_ = out.read_end.release();
  err_ = err.read_end.release();
}

RunningCommand::~RunningCommand() {
  if (process_ > 0) {
    send(SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  if (out_ >= 0) close(out_);
  if (err_ >= 0) close(err_);
}

void RunningCommand::send(int signal) const {
  if (process_ > 0) kill(-process_, signal);
}

void RunningCommand::send_to_itself(int signal) const {
  if (process_ > 0) kill(process_, signal);
}

void RunningCommand::give_up(const std::string& why) {
  send(SIGKILL);
  throw std::runtime_error(title_ + " " + why + "\nstandard output:\n" + result_.out +
                           "\nstandard error:\n" + result_.err);
}

// False when both ends are closed. Both pipes are read as they fill, so neither holds the other up.
bool RunningCommand::read_some() {
  if (out_ < 0 && err_ < 0) return false;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now());
  pollfd pipes[] = {{out_, POLLIN, 0}, {err_, POLLIN, 0}};
  const int ready = left.count() > 0 ? poll(pipes, 2, static_cast<int>(left.count())) : 0;
  if (ready == 0) give_up("did not end in time");
  if (pipes[0].revents != 0) read_into(result_.out, out_);
  if (pipes[1].revents != 0) read_into(result_.err, err_);
  return true;
}

void RunningCommand::wait_for_text(const std::string& text) {
  const auto has = [&](const std::string& said) { return said.find(text) != std::string::npos; };
  while (!has(result_.out) && !has(result_.err)) {
    if (!read_some()) give_up("did not say \"" + text + "\"");
  }
}

// A program may close its outputs long before its end, so its time goes on counting.
void RunningCommand::wait_for_end() {
  int status = 0;
  for (;;) {
    const pid_t ended = waitpid(process_, &status, WNOHANG);
    if (ended == process_) break;
    if (ended < 0 && errno != EINTR) fail(errno, "waiting for " + title_);
    if (Clock::now() > deadline_) give_up("did not end in time");
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  process_ = -1;
  result_.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  result_.exit_code = result_.signal ? 128 + result_.signal : WEXITSTATUS(status);
}

CommandResult RunningCommand::wait() {
  while (read_some()) {
  }
  wait_for_end();
  return std::move(result_);
}

CommandResult run(const Command& command) { return RunningCommand(command).wait(); }

CommandResult run_whimbrel(std::vector<std::string> arguments,
                           const std::filesystem::path& working_folder) {
  return run({.arguments = std::move(arguments), .working_folder = working_folder});
}

}  // namespace whimbrel::test
