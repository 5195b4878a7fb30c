// `whimbrel ci` on every database.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>

#include "support/ci_project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Ci : public ::testing::Test {
 protected:
  // Other tests make databases of this kind at the same time and drop them soon; those that are
  // looked for were not there before and stay.
  std::vector<std::string> left_since(const std::vector<std::string>& before) const {
    std::vector<std::string> left;
    for (int tries = 0; tries < 100; ++tries) {
      left.clear();
      for (const std::string& each : ci_databases(database_))
        if (std::find(before.begin(), before.end(), each) == before.end()) left.push_back(each);
      if (left.empty()) break;
      usleep(50'000);
    }
    return left;
  }

  FreshDatabase database_;
  CiProject project_{database_};
};

TEST_F(Ci, PassesAGoodProjectAndSaysSoInOneLine) {
  project_.add_shop();
  project_.add_revision("b2", "a1",
                        "upgrade:\n"
                        "  - add_column: {table: users, column: {name: name, type: varchar(80)}}\n"
                        "  - create_index: {name: ix_users_name, table: users, columns: [name]}\n"
                        "downgrade: auto\n");
  project_.add_revision("c3", "b2",
                        "upgrade:\n"
                        "  - drop_index: {name: ix_users_name, table: users}\n"
                        "  - drop_column: {table: users, column: name}\n"
                        "downgrade:\n"
                        "  - add_column: {table: users, column: {name: name, type: varchar(80)}}\n"
                        "  - create_index: {name: ix_users_name, table: users, columns: [name]}\n");
  const CommandResult result = project_.expect(0, {"ci"});
  EXPECT_THAT(result.out, testing::EndsWith("ci: 1 target, 6 of 6 steps passed\n"));
  EXPECT_EQ(project_.texts("roundtrip", "details"),
            "revision c3: declared loss: table users, column name: 3 values\n");
  EXPECT_THAT(all_objects(database_), IsEmpty());
}

TEST_F(Ci, PutsAwkwardRowsIntoEveryTable) {
  project_.add_shop();
  project_.add_revision("b2", "a1", "upgrade:\n  - execute: SELECT 1\ndowngrade: []\n");
  project_.expect(0, {"ci", "--step", "roundtrip"});
  const Node trip = project_.step("roundtrip").find("revisions")->items.at(1);
  EXPECT_EQ(trip.find("tables")->scalar, "2");
  EXPECT_EQ(trip.find("rows")->scalar, "8");
  EXPECT_THAT(trip.find("notes")->items, IsEmpty());
}

TEST_F(Ci, FindsADowngradeThatForgetsSomething) {
  project_.add_shop();
  project_.add_revision("b2", "a1",
                        "upgrade:\n"
                        "  - add_column: {table: users, column: {name: name, type: text}}\n"
                        "  - create_index: {name: ix_orders_status, table: orders, columns: "
                        "[status]}\n"
                        "downgrade:\n"
                        "  - drop_column: {table: users, column: name}\n");
  const CommandResult result = project_.expect(1, {"ci", "--step", "upgrade,roundtrip"});
  EXPECT_THAT(result.out, AllOf(HasSubstr("failed: roundtrip on dev (revision b2: after the "
                                          "downgrade"),
                                HasSubstr("drop_index ix_orders_status")));
  EXPECT_EQ(project_.state("upgrade"), "passed");
}

TEST_F(Ci, FindsAValueThatADowngradeLosesWithTableColumnAndRow) {
  project_.add_shop();
  project_.add_revision("b2", "a1",
                        "upgrade:\n"
                        "  - rename_column: {table: users, column: note, to: remark}\n"
                        "downgrade:\n"
                        "  - drop_column: {table: users, column: remark}\n"
                        "  - add_column: {table: users, column: {name: note, type: text}}\n");
  const CommandResult result = project_.expect(1, {"ci", "--step", "roundtrip"});
  EXPECT_THAT(result.out, HasSubstr("table users, row id='1', column note: was "));
  EXPECT_THAT(result.out, HasSubstr(", is NULL"));
}

TEST_F(Ci, FindsRowsThatAreGone) {
  project_.add_shop();
  project_.add_revision("b2", "a1", "upgrade:\n  - execute: DELETE FROM orders\ndowngrade: []\n");
  const CommandResult result = project_.expect(1, {"ci", "--step", "roundtrip"});
  EXPECT_THAT(result.out, AllOf(HasSubstr("table orders, row id="), HasSubstr("the row is gone")));
}

TEST_F(Ci, NamesARevisionWithoutAWayDownAndGoesOn) {
  project_.add_shop();
  project_.add_revision("b2", "a1", "upgrade:\n  - execute: UPDATE users SET note = 'x'\n");
  project_.add_revision("c3", "b2",
                        "upgrade:\n  - add_column: {table: users, column: {name: x, type: text}}\n"
                        "downgrade: auto\n");
  const CommandResult result = project_.expect(0, {"ci", "--step", "roundtrip"});
  EXPECT_THAT(result.out, HasSubstr("revision b2: skipped: "));
  EXPECT_THAT(result.out, HasSubstr("2 revisions up, down and up"));
  EXPECT_THAT(project_.read("reports/ci.xml"), HasSubstr("<skipped message="));
}

TEST_F(Ci, TriesOnlyWhatIsNewSinceARevision) {
  project_.add_shop();
  project_.add_revision("b2", "a1",
                        "upgrade:\n  - add_column: {table: users, column: {name: x, type: text}}\n"
                        "downgrade: []\n");
  project_.expect(1, {"ci", "--step", "roundtrip"});
  project_.add_revision("c3", "b2",
                        "upgrade:\n  - add_column: {table: users, column: {name: y, type: text}}\n"
                        "downgrade: auto\n");
  project_.expect(0, {"ci", "--step", "roundtrip,plan", "--since", "b2"});
  EXPECT_EQ(project_.step("roundtrip").find("revisions")->items.size(), 1u);
  EXPECT_EQ(project_.step("plan").find("plan")->items.size(), 1u);
}

TEST_F(Ci, ReportsADifferenceOfTheDesiredSchema) {
  project_.add_shop();
  project_.want("tables: {}\n");
  const CommandResult result = project_.expect(3, {"ci"});
  EXPECT_THAT(result.out, HasSubstr("failed: check on dev (the desired schema differs: drop_"));
}

TEST_F(Ci, NeverChangesADatabaseThatStays) {
  CiProject project(database_, "dev");
  project.add_shop();
  project.expect(0, {"ci"});
  EXPECT_EQ(project.state("upgrade"), "skipped");
  EXPECT_EQ(project.state("roundtrip"), "skipped");
  EXPECT_EQ(project.state("check"), "skipped");
  EXPECT_THAT(project.read("reports/ci.md"), HasSubstr("CREATE TABLE"));
  EXPECT_THAT(all_objects(database_), IsEmpty());
  project.succeed({"upgrade"});
  const auto rows = all_rows(database_);
  const auto objects = all_objects(database_);
  project.expect(0, {"ci"});
  EXPECT_EQ(project.state("check"), "passed");
  EXPECT_EQ(all_objects(database_), objects);
  EXPECT_EQ(all_rows(database_), rows);
}

TEST_F(Ci, DropsItsDatabasesAlsoAfterAFailure) {
  const auto before = ci_databases(database_);
  project_.add_shop();
  project_.add_revision("b2", "a1", "upgrade:\n  - execute: SELECT nonsense FROM nowhere\n");
  project_.expect(1, {"ci"});
  EXPECT_EQ(project_.state("upgrade"), "failed");
  EXPECT_EQ(project_.state("roundtrip"), "skipped");
  EXPECT_THAT(project_.texts("upgrade", "details"), HasSubstr("b2.yaml"));
  EXPECT_THAT(left_since(before), IsEmpty());
}

// A statement of some two seconds, so that the signal comes while it is under way.
const std::map<std::string, std::string> kSlow = {
    {"sqlite",
     "CREATE TABLE numbers AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n "
     "LIMIT 3000000) SELECT count(*) AS c FROM n"},
    {"postgresql", "SELECT pg_sleep(2)"},
    {"mysql", "SELECT SLEEP(2)"},
    {"mariadb", "SELECT SLEEP(2)"}};

TEST_F(Ci, DropsItsDatabasesAndWritesItsReportsAfterSigterm) {
  const auto before = ci_databases(database_);
  project_.add_revision("a1", "",
                        "upgrade:\n  - execute: " + for_this_dialect(kSlow) +
                            "\n  - execute: CREATE TABLE second (id integer)\ndowngrade: []\n");
  RunningCommand ci({.arguments = {"ci", "--verbose"},
                     .working_folder = project_.path(),
                     .environment = {{"DATABASE_URL", database_.url().reveal()}}});
  ci.wait_for_text("dev: upgrade ...");
  ci.send(SIGTERM);
  const CommandResult result = ci.wait();
  EXPECT_EQ(result.exit_code, 6) << result.out << result.err;
  EXPECT_EQ(project_.state("upgrade"), "failed");
  EXPECT_EQ(project_.state("roundtrip"), "skipped");
  EXPECT_THAT(left_since(before), IsEmpty());
}

TEST_F(Ci, DropsAndNamesWhatAKilledRunLeftBehind) {
  project_.add_revision("a1", "",
                        "upgrade:\n  - execute: " + for_this_dialect(kSlow) + "\ndowngrade: []\n");
  const auto before = ci_databases(database_);
  std::vector<std::string> orphans;
  {
    RunningCommand ci({.arguments = {"ci", "--verbose", "--step", "upgrade"},
                       .working_folder = project_.path(),
                       .environment = {{"DATABASE_URL", database_.url().reveal()}}});
    ci.wait_for_text("dev: upgrade ...");
    for (int i = 0; i < 500 && orphans.empty(); ++i) {
      usleep(10'000);
      for (const std::string& each : ci_databases(database_))
        if (std::find(before.begin(), before.end(), each) == before.end()) orphans.push_back(each);
    }
    usleep(300'000);
  }  // the command is killed here
  ASSERT_FALSE(orphans.empty());
  sleep(3);  // a server ends the statement of a client that is gone before the session
  // Any run on this server drops it, such as one of a test beside this one.
  const std::vector<std::string> left = ci_databases(database_);
  const bool is_left = std::find(left.begin(), left.end(), orphans.front()) != left.end();
  const CommandResult next = project_.expect(0, {"ci", "--step", "upgrade"});
  if (is_left) {
    EXPECT_THAT(next.err, HasSubstr("dropped what an earlier run left behind: "));
  }
  const auto now = ci_databases(database_);
  EXPECT_THAT(now, Not(testing::Contains(orphans.front())));
}

}  // namespace
}  // namespace whimbrel::test
