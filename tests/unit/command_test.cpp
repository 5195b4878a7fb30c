#include "support/command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>

#include <stdexcept>
#include <system_error>

#include "support/temporary_folder.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;

CommandResult shell(const std::string& script, Command command = {}) {
  command.program = "sh";
  command.arguments = {"-c", script};
  return run(command);
}

TEST(Command, GivesExitCodeAndBothOutputs) {
  const CommandResult result = shell("echo out; echo err >&2; exit 3");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(result.out, "out\n");
  EXPECT_EQ(result.err, "err\n");
}

TEST(Command, PassesArgumentsAsTheyAre) {
  const CommandResult result =
      run({.program = "printf", .arguments = {"%s|", "a b", "$HOME", "'", ""}});
  EXPECT_EQ(result.out, "a b|$HOME|'||");
}

TEST(Command, RunsInTheFolderItIsTold) {
  const TemporaryFolder folder;
  folder.write("name.txt", "found");
  EXPECT_EQ(shell("cat name.txt", {.working_folder = folder.path()}).out, "found");
}

TEST(Command, AddsAndTakesAwayVariables) {
  ASSERT_TRUE(getenv("PATH"));
  const CommandResult result =
      run({.program = "/bin/sh",
           .arguments = {"-c", "/usr/bin/env | /bin/grep -E '^(PATH|WHIMBREL_ADDED)='"},
           .environment = {{"WHIMBREL_ADDED", "a=b"}, {"PATH", std::nullopt}}});
  EXPECT_EQ(result.out, "WHIMBREL_ADDED=a=b\n");
}

TEST(Command, DrainsBothOutputsAndFeedsTheInputAtOnce) {
  const std::string input(1'000'000, 'x');
  const CommandResult result = shell("tee /dev/stderr", {.input = input});
  EXPECT_THAT(result.out, SizeIs(input.size()));
  EXPECT_THAT(result.err, SizeIs(input.size()));
}

TEST(Command, DoesNotMindAProgramThatReadsNoInput) {
  EXPECT_EQ(shell("exit 0", {.input = std::string(1'000'000, 'x')}).exit_code, 0);
}

TEST(Command, TellsTheSignalThatEndedAProgram) {
  const CommandResult result = shell("kill -TERM $$");
  EXPECT_EQ(result.signal, SIGTERM);
  EXPECT_EQ(result.exit_code, 128 + SIGTERM);
}

TEST(Command, EndsWhatTakesTooLongWithEverythingItStarted) {
  const auto slow = [] {
    shell("echo begun; sleep 600 & sleep 600", {.time_limit = std::chrono::milliseconds(300)});
  };
  EXPECT_THAT(slow, ThrowsMessage<std::runtime_error>(HasSubstr("begun")));
}

TEST(Command, EndsWhatClosedItsOutputsAndGoesOn) {
  const auto slow = [] {
    shell("exec >&- 2>&-; sleep 600", {.time_limit = std::chrono::milliseconds(300)});
  };
  EXPECT_THAT(slow, ThrowsMessage<std::runtime_error>(HasSubstr("in time")));
}

TEST(Command, SaysThatAProgramCannotBeStarted) {
  EXPECT_THROW(run({.program = "/no/such/program"}), std::system_error);
}

TEST(RunningCommand, ReceivesSignalsWhenItHasSaidThatItIsReady) {
  RunningCommand command({.program = "sh",
                          .arguments = {"-c",
                                        "trap 'echo caught; exit 6' INT; echo ready; while :; "
                                        "do sleep 0.01; done"}});
  command.wait_for_text("ready");
  command.send(SIGINT);
  const CommandResult result = command.wait();
  EXPECT_EQ(result.exit_code, 6);
  EXPECT_THAT(result.out, HasSubstr("caught"));
}

TEST(RunningCommand, SaysWhatItHeardInPlaceOfTheText) {
  RunningCommand command({.program = "echo", .arguments = {"other"}});
  EXPECT_THAT([&] { command.wait_for_text("ready"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("other")));
}

TEST(TemporaryFolder, IsGoneAtTheEnd) {
  std::filesystem::path path;
  {
    const TemporaryFolder folder;
    path = folder.path();
    folder.write("a/b/c.txt", "text");
    EXPECT_EQ(folder.read("a/b/c.txt"), "text");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace whimbrel::test
