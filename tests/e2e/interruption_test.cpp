// Stopping a run from outside.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;

// The first statement takes a second or so; it is under way when the signal comes.
constexpr const char* kSlow = R"(upgrade:
  - execute: >
      CREATE TABLE numbers AS WITH RECURSIVE n (x) AS
      (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 3000000) SELECT count(*) AS c FROM n
  - execute: CREATE TABLE second (id integer)
downgrade: []
)";

TEST(Interruption, RollsBackSaysWhereItStoppedAndCanBeRunAgain) {
  const FreshDatabase database("sqlite");
  Project project(database);
  project.add_revision("a1", "", kSlow);
  RunningCommand upgrade({.arguments = {"upgrade", "--url", database.url().reveal()},
                          .working_folder = project.path()});
  upgrade.wait_for_text("Running upgrade");
  upgrade.send(SIGINT);
  const CommandResult result = upgrade.wait();
  EXPECT_EQ(result.exit_code, 6) << result.err;
  EXPECT_THAT(result.err, HasSubstr("error: stopped on request"));
  EXPECT_THAT(result.err, HasSubstr("nothing of this revision was applied"));
  EXPECT_EQ(project.current(), "");
  project.succeed({"upgrade"});
  EXPECT_EQ(value_of(database, "SELECT c FROM numbers"), "3000000");
}

}  // namespace
}  // namespace whimbrel::test
