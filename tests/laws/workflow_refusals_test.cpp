// What keeps a command out of the database: another runner, a wrong password, a name that is not
// there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/abilities.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class WorkflowRefusal : public ::testing::Test {
 protected:
  WorkflowRefusal() {
    project_.add_revision("a1", "",
                          "upgrade:\n"
                          "  - create_table: {name: a, columns: [{name: id, type: integer}]}\n"
                          "downgrade: auto\n");
  }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(WorkflowRefusal, ASecondRunnerWaitsInVainAndSaysSo) {
  project_.write("whimbrel.yaml",
                 "version: 1\ntargets:\n  dev: {url: \"${DATABASE_URL}\", run_lock_timeout: 0}\n");
  const auto* locks = ability<RunLocks>(database_.dialect());
  ASSERT_NE(locks, nullptr);
  const auto connection = database_.connect();
  auto held = locks->try_acquire(*connection, database_.endpoint(), "whimbrel_version");
  ASSERT_NE(held, nullptr);
  const CommandResult result = project_.expect(5, {"upgrade"});
  EXPECT_THAT(result.err, AllOf(HasSubstr("error: "), HasSubstr("hint: ")));
  EXPECT_THAT(all_objects(database_), IsEmpty());
  project_.succeed({"current"});
  held.reset();
  project_.succeed({"upgrade"});
}

TEST_F(WorkflowRefusal, AWrongPasswordIsRefusedAndNotRepeated) {
  const std::string& password = database_.endpoint().password.reveal();
  if (password.empty()) return;  // a database without passwords refuses none
  const std::string url = replaced(database_.url().reveal(), ":" + password + "@", ":sesame@");
  const CommandResult result = project_.expect(1, {"current", "--url", url, "--verbose"});
  EXPECT_THAT(result.err, AllOf(HasSubstr(database_.endpoint().user), HasSubstr("password"),
                                HasSubstr("hint: "), Not(HasSubstr("sesame"))));
}

TEST_F(WorkflowRefusal, ADatabaseThatIsNotThereIsNamed) {
  if (database_.endpoint().host.empty()) return;  // a file is made when it is missing
  const std::string url =
      replaced(database_.url().reveal(), database_.name(), "whimbrel_test_nowhere");
  EXPECT_THAT(project_.expect(1, {"current", "--url", url}).err,
              AllOf(HasSubstr("whimbrel_test_nowhere"), HasSubstr("hint: ")));
}

TEST_F(WorkflowRefusal, AParameterOfTheUrlThatIsNotKnownIsRefused) {
  const std::string url = database_.url().reveal() + "?nosuchparameter=1";
  EXPECT_THAT(project_.expect(2, {"current", "--url", url}).err, HasSubstr("nosuchparameter"));
}

}  // namespace
}  // namespace whimbrel::test
