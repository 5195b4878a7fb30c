// A command that starts before its database: it waits for what time cures, and for nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <thread>

#include "support/database_user.h"
#include "support/port.h"
#include "support/project.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

using std::chrono::seconds;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Clock = std::chrono::steady_clock;

class StartUp : public ::testing::Test {
 protected:
  StartUp() {
    project_.add_revision("a1", "",
                          "upgrade:\n"
                          "  - create_table: {name: a, columns: [{name: id, type: integer}]}\n"
                          "downgrade: auto\n");
  }

  /// A database in a file has no server that could be late.
  bool has_server() const { return !database_.endpoint().host.empty(); }

  Command command(Arguments arguments, const Secret& url) const {
    arguments.insert(arguments.end(), {"--url", url.reveal()});
    return {.arguments = std::move(arguments), .working_folder = project_.path()};
  }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(StartUp, AServerThatComesUpMeanwhileIsMigrated) {
  if (!has_server()) return;
  Port port;
  RunningCommand upgrade(command({"upgrade", "--wait", "60s"}, port.url(database_.url())));
  upgrade.wait_for_text("Waiting up to 1m");
  port.forward_to(database_.url());
  const CommandResult result = upgrade.wait();
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("The database accepts connections, after "));
  EXPECT_EQ(project_.current(), "a1 (head)\n");
}

TEST_F(StartUp, AServerWithoutAFreeSessionIsWaitedFor) {
  if (!has_server()) return;
  const DatabaseUser user(database_, DatabaseUser::Rights::all, 1);
  auto only_session = database_.dialect().connect(parse_url(user.url()));
  RunningCommand upgrade(command({"upgrade", "--wait", "60s"}, user.url()));
  upgrade.wait_for_text("Waiting up to 1m");
  only_session.reset();
  const CommandResult result = upgrade.wait();
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(project_.current(), "a1 (head)\n");
}

TEST_F(StartUp, TheEndOfThePatienceSaysHowLongItWasAndWhy) {
  if (!has_server()) return;
  const Port port;
  for (const Arguments& arguments : {Arguments{"upgrade", "--wait", "1s"},
                                     {"downgrade", "base", "--wait", "1s"},
                                     {"current", "--wait", "1s"},
                                     {"check", "--wait", "1s"}}) {
    const CommandResult result = run(command(arguments, port.url(database_.url())));
    EXPECT_EQ(result.exit_code, 1) << result.err;
    EXPECT_THAT(result.err, AllOf(HasSubstr("accepted no connection in 1."), HasSubstr("hint: "),
                                  HasSubstr(std::to_string(port.number())),
                                  Not(HasSubstr(database_.endpoint().password.reveal()))));
  }
}

TEST_F(StartUp, SomebodyElseAtThePortDoesNotEatThePatience) {
  if (!has_server()) return;
  Port port;
  port.hang_up();
  RunningCommand upgrade(command({"upgrade", "--wait", "60s"}, port.url(database_.url())));
  upgrade.wait_for_text("Waiting up to 1m");
  port.forward_to(database_.url());
  EXPECT_EQ(upgrade.wait().exit_code, 0);
  port.say_nothing();
  const auto began = Clock::now();
  const CommandResult silent = run(command({"current", "--wait", "2s"}, port.url(database_.url())));
  EXPECT_EQ(silent.exit_code, 1) << silent.err;
  EXPECT_THAT(silent.err, HasSubstr("accepted no connection in "));
  EXPECT_LT(Clock::now() - began, seconds(8));
}

TEST_F(StartUp, AWrongPasswordOrNameIsNotWaitedFor) {
  if (!has_server()) return;
  const std::string url = database_.url().reveal();
  const std::string password = ":" + database_.endpoint().password.reveal() + "@";
  for (const std::string& wrong : {replaced(url, password, ":sesame@"),
                                   replaced(url, database_.name(), "whimbrel_test_nowhere")}) {
    const CommandResult result = run(command({"upgrade", "--wait", "10m"}, Secret(wrong)));
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.err, AllOf(Not(HasSubstr("Waiting")), HasSubstr("hint: ")));
  }
}

TEST_F(StartUp, AFolderThatIsMissingIsNotWaitedFor) {
  const CommandResult result =
      run(command({"upgrade", "--wait", "10m"}, Secret("sqlite:nowhere/app.db")));
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, AllOf(Not(HasSubstr("Waiting")), HasSubstr("make the folder")));
}

TEST_F(StartUp, ASignalEndsTheWaitAtOnce) {
  if (!has_server()) return;
  Port port;
  const auto stop_it = [&](const std::string& said, seconds later) {
    RunningCommand upgrade(command({"upgrade", "--wait", "10m"}, port.url(database_.url())));
    if (!said.empty()) upgrade.wait_for_text(said);
    std::this_thread::sleep_for(later);
    const auto began = Clock::now();
    upgrade.send(SIGTERM);
    const CommandResult result = upgrade.wait();
    EXPECT_EQ(result.exit_code, 6) << result.err;
    EXPECT_THAT(result.err, HasSubstr("error: "));
    EXPECT_THAT(result.err, HasSubstr("stopped on request"));
    EXPECT_LT(Clock::now() - began, seconds(1));
  };
  stop_it("Waiting up to 10m", seconds(0));
  // In the middle of an attempt that nobody answers.
  port.say_nothing();
  stop_it("", seconds(1));
  EXPECT_THAT(all_objects(database_), IsEmpty());
}

TEST_F(StartUp, WhatIsNoLengthOfTimeIsRefused) {
  EXPECT_THAT(project_.expect(2, {"upgrade", "--wait", "soon"}).err,
              AllOf(HasSubstr("--wait"), HasSubstr("'soon'"), HasSubstr("30s")));
}

}  // namespace
}  // namespace whimbrel::test
