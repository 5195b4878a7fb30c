// What the command says of itself, and how it ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/command.h"
#include "support/temporary_folder.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kCommands[] = {
    "init",     "revision", "upgrade",        "downgrade", "current",       "check",
    "history",  "heads",    "show",           "stamp",     "inspect",       "plugins",
    "resume",   "review",   "status",         "ci",        "import",        "merge",
    "branches", "edit",     "ensure_version", "rebase",    "list_templates"};

TEST(Help, OfEveryCommandHasAnExample) {
  for (const std::string command : kCommands) {
    const CommandResult result = run_whimbrel({command, "--help"});
    EXPECT_EQ(result.exit_code, 0) << command;
    EXPECT_EQ(result.err, "") << command;
    EXPECT_THAT(result.out, AllOf(ContainsRegex("Examples?:"), HasSubstr("  whimbrel " + command)));
  }
}

TEST(Help, ListsEveryCommandWithAnExample) {
  const CommandResult result = run_whimbrel({"--help"});
  EXPECT_EQ(result.exit_code, 0);
  for (const char* command : kCommands) EXPECT_THAT(result.out, HasSubstr(command));
  EXPECT_THAT(result.out, HasSubstr("Example:"));
}

TEST(Help, ShowsTheOptionsThatStandOnEveryCommand) {
  for (const char* command : kCommands)
    EXPECT_THAT(run_whimbrel({command, "--help"}).out,
                AllOf(HasSubstr("--config"), HasSubstr("--target"), HasSubstr("--url"),
                      HasSubstr("--format"), HasSubstr("--plugin-path")))
        << command;
}

TEST(Help, TheVersionIsOneLine) {
  const CommandResult result = run_whimbrel({"--version"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, ContainsRegex("^whimbrel [0-9]+\\.[0-9]+\\.[0-9]+\n$"));
}

TEST(Help, WrongArgumentsAreRefusedWithAHint) {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{},
                                                    {"upgrad"},
                                                    {"upgrade", "--nosuchoption"},
                                                    {"downgrade"},
                                                    {"revision"},
                                                    {"current", "--format", "xml"}}) {
    const CommandResult result = run_whimbrel(arguments);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err, AllOf(HasSubstr("error: "), HasSubstr("hint: ")));
  }
}

TEST(Help, NoOutputOffATerminalHasEscapeCodes) {
  const TemporaryFolder folder;
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"--help"},
                                                    {"init"},
                                                    {"upgrade"},
                                                    {"upgrade", "nosuch"},
                                                    {"current"},
                                                    {"plugins"}}) {
    const CommandResult result = run_whimbrel(arguments, folder.path());
    EXPECT_THAT(result.out + result.err, Not(HasSubstr("\033"))) << arguments.front();
  }
}

/// `whimbrel ARGUMENTS` at the end of a terminal, as `script` of util-linux gives one.
std::string on_a_terminal(const std::string& arguments, const std::string& no_color) {
  const TemporaryFolder folder;
  return run({.program = "script",
              .arguments = {"-qec", Command::whimbrel_command() + " " + arguments, "/dev/null"},
              .working_folder = folder.path(),
              .environment = {{"TERM", "xterm"},
                              {"NO_COLOR",
                               no_color.empty() ? std::nullopt : std::optional(no_color)}}})
      .out;
}

TEST(Help, ColoursOnATerminalAndNotWithNoColor) {
  EXPECT_THAT(on_a_terminal("current", ""), AllOf(HasSubstr("\033["), HasSubstr("error: ")));
  EXPECT_THAT(on_a_terminal("current", "1"), AllOf(Not(HasSubstr("\033[")), HasSubstr("error: ")));
}

}  // namespace
}  // namespace whimbrel::test
