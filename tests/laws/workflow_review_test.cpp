// Review and status as users meet them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

class WorkflowReview : public ::testing::Test {
 protected:
  WorkflowReview() {
    project_.add_revision("a1", "",
                          "upgrade:\n"
                          "  - create_table:\n"
                          "      name: users\n"
                          "      columns:\n"
                          "        - {name: id, type: bigint, primary_key: true}\n"
                          "        - {name: email, type: varchar(200)}\n"
                          "downgrade: auto\n");
  }
  void add_a_loss() {
    project_.add_revision("b2", "a1",
                          "upgrade:\n"
                          "  - drop_column: {table: users, column: email}\n"
                          "downgrade:\n"
                          "  - add_column: {table: users, column: {name: email, type: "
                          "varchar(200)}}\n");
  }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(WorkflowReview, FindsWhatIsLostAndExitsWithFour) {
  add_a_loss();
  const CommandResult result = project_.expect(4, {"review"});
  EXPECT_THAT(result.out, AllOf(HasSubstr("b2.yaml:6:5: warning: column 'users.email' is dropped"),
                                HasSubstr("[drop-column]"), HasSubstr("cure: ")));
  EXPECT_THAT(result.err, HasSubstr("in 1 revision"));
}

TEST_F(WorkflowReview, OfAGoodRevisionIsSilent) {
  const CommandResult result = project_.expect(0, {"review", "a1"});
  EXPECT_THAT(result.out, Not(HasSubstr("warning")));
}

TEST_F(WorkflowReview, TheThresholdIsTheUsers) {
  add_a_loss();
  project_.expect(0, {"review", "--fail-on", "off"});
  project_.expect(0, {"review", "--only", "drop-table"});
  project_.expect(4, {"review", "--only", "drop-column"});
  project_.expect(0, {"review", "--only", "drop-column", "--fail-on", "error"});
  project_.expect(2, {"review", "--fail-on", "sometimes"});
}

TEST_F(WorkflowReview, TakesARevisionOrARange) {
  add_a_loss();
  EXPECT_THAT(project_.answer({"review", "a1"}).find("revisions")->items, SizeIs(1));
  EXPECT_THAT(project_.run({"review", "base:head", "--format", "json"}).out,
              AllOf(HasSubstr("\"a1\""), HasSubstr("\"b2\"")));
  EXPECT_THAT(project_.expect(2, {"review", "zz"}).err, HasSubstr("zz"));
}

TEST_F(WorkflowReview, OfThePendingKnowsTheSchemaOfTheDatabase) {
  add_a_loss();
  // Nothing in the folder makes this table: only the database tells that it is there.
  run_script(database_, "CREATE TABLE elsewhere (id integer)");
  project_.succeed({"upgrade"});
  project_.add_revision("c3", "b2",
                        "upgrade:\n"
                        "  - add_column: {table: elsewhere, column: {name: a, type: integer}}\n"
                        "  - add_column: {table: nowhere, column: {name: a, type: integer}}\n"
                        "downgrade: auto\n");
  const CommandResult result = project_.expect(4, {"review", "--pending"});
  EXPECT_THAT(result.out, AllOf(HasSubstr("'nowhere' does not exist"),
                                Not(HasSubstr("'elsewhere' does not exist"))));
}

TEST_F(WorkflowReview, SpeaksToGitHubAndInSarif) {
  add_a_loss();
  EXPECT_THAT(project_.expect(4, {"review", "--format", "github"}).out,
              HasSubstr("::warning file=migrations/b2.yaml,line=6"));
  EXPECT_THAT(project_.expect(4, {"review", "--format", "sarif"}).out,
              AllOf(StartsWith("{"), HasSubstr("\"ruleId\": \"drop-column\"")));
  project_.expect(2, {"status", "--format", "sarif"});
}

TEST_F(WorkflowReview, TheRulesCanBeListed) {
  EXPECT_THAT(project_.succeed({"review", "--rules"}), HasSubstr("drop-table (warning): "));
}

class WorkflowStatus : public WorkflowReview {
 protected:
  Node status() const { return project_.answer({"status"}); }
};

TEST_F(WorkflowStatus, TellsWhatIsPendingAndWhatAReviewSaysOfIt) {
  project_.succeed({"upgrade"});
  add_a_loss();
  const std::string text = project_.succeed({"status"});
  EXPECT_THAT(text, AllOf(HasSubstr("Current:   a1"), HasSubstr("Heads:     b2 (head)"),
                          HasSubstr("Pending:   b2 (head)"), HasSubstr("[drop-column]")));
  project_.expect(3, {"status", "--exit-code"});
  EXPECT_THAT(status().find("pending")->items, SizeIs(1));
}

TEST_F(WorkflowStatus, IsSettledAtTheHead) {
  project_.succeed({"upgrade"});
  EXPECT_THAT(project_.expect(0, {"status", "--exit-code"}).out,
              AllOf(HasSubstr("Pending:   none"), Not(HasSubstr("Edited"))));
  EXPECT_EQ(status().find("settled")->scalar, "true");
}

TEST_F(WorkflowStatus, NamesFilesThatWereEditedAfterTheyWereApplied) {
  project_.succeed({"upgrade"});
  const std::string text = project_.read("migrations/a1.yaml");
  project_.write("migrations/a1.yaml", "# a comment in the header is no change\n" + text);
  EXPECT_THAT(status().find("edited")->items, IsEmpty());
  project_.write("migrations/a1.yaml", text + "# a change\n");
  EXPECT_THAT(project_.expect(3, {"status", "--exit-code"}).out,
              AllOf(HasSubstr("Edited:"), HasSubstr("a1.yaml is not what was applied")));
}

TEST_F(WorkflowStatus, NamesARevisionThatNoFileHas) {
  project_.succeed({"upgrade"});
  std::filesystem::remove(project_.path() / "migrations/a1.yaml");
  add_a_loss();
  project_.write("migrations/b2.yaml", "revision: b2\n---\nupgrade: []\ndowngrade: auto\n");
  EXPECT_THAT(project_.expect(3, {"status", "--exit-code"}).out, HasSubstr("Unknown:   a1"));
}

TEST_F(WorkflowStatus, ChangesNothing) {
  project_.succeed({"status"});
  EXPECT_THAT(all_objects(database_), IsEmpty());
}

}  // namespace
}  // namespace whimbrel::test
