#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;

// More than SQLite's cache holds: it writes to the file before the transaction ends, and from then
// on nobody can read it.
constexpr const char* kLarge = R"(upgrade:
  - execute: >
      CREATE TABLE large AS WITH RECURSIVE n (x) AS
      (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 600000) SELECT hex(randomblob(40)) AS c FROM n
downgrade: []
)";

TEST(SqliteReplicas, ASecondRunnerWaitsForTheFirstAlsoWhileTheFileCannotBeRead) {
  const FreshDatabase database("sqlite");
  Project project(database);
  project.add_revision("a1", "", "upgrade: []\ndowngrade: []\n");
  project.succeed({"upgrade"});
  project.add_revision("b2", "a1", kLarge);
  project.write("whimbrel.yaml", "version: 1\ntargets:\n  dev: {url: \"" + database.url().reveal() +
                                     "\", lock_timeout: 50ms}\n");
  const Command upgrade{.arguments = {"upgrade", "--verbose"}, .working_folder = project.path()};
  RunningCommand first(upgrade);
  first.wait_for_text("1/1");
  while (run({.arguments = {"current"}, .working_folder = project.path()}).exit_code == 0 &&
         std::filesystem::file_size(database.name()) < 100'000) {
  }
  const CommandResult second = run(upgrade);
  EXPECT_EQ(second.exit_code, 0) << second.err;
  EXPECT_THAT(second.err, HasSubstr("Nothing to do"));
  EXPECT_EQ(first.wait().exit_code, 0);
}

}  // namespace
}  // namespace whimbrel::test
