// A migration happens whole, or the tool says how far it got and goes on from there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;

// The third statement of the second revision is refused: its row breaks the check.
constexpr const char* kSecond = R"yaml(upgrade:
  - create_table: {name: b, columns: [{name: id, type: integer, primary_key: true}]}
  - create_table: {name: c, columns: [{name: id, type: integer, nullable: false}], checks: {ck_c: "id > 0"}}
  - execute: "INSERT INTO c (id) VALUES (ROW)"
  - create_index: {name: ix_c, table: c, columns: [id]}
downgrade:
  - drop_table: {name: c}
  - drop_table: {name: b}
)yaml";

std::string second(const std::string& row) {
  std::string text = kSecond;
  return text.replace(text.find("ROW"), 3, row);
}

class WorkflowFailure : public ::testing::Test {
 protected:
  WorkflowFailure() {
    project_.add_revision("a1", "",
                          "upgrade:\n"
                          "  - create_table: {name: a, columns: [{name: id, type: integer}]}\n"
                          "downgrade: auto\n");
    project_.add_revision("b2", "a1", second("-1"));
  }

  bool transactional() const { return database_.dialect().capabilities().transactional_ddl; }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(WorkflowFailure, LeavesNothingOrSaysHowFarItGot) {
  const CommandResult result = project_.expect(1, {"upgrade"});
  EXPECT_THAT(result.err, HasSubstr("b2.yaml:8"));
  EXPECT_THAT(result.err, HasSubstr("INSERT INTO c"));
  EXPECT_THAT(result.err, HasSubstr("upgrading to revision b2"));
  EXPECT_EQ(project_.current(), "a1\n");
  if (transactional()) {
    EXPECT_THAT(result.err, HasSubstr("nothing of this revision was applied"));
    EXPECT_THAT(all_objects(database_),
                AllOf(Contains("a"), Not(Contains("b")), Not(Contains("c"))));
  } else {
    EXPECT_THAT(result.err, HasSubstr("statements 1 to 2 of 4 of this revision are applied"));
    EXPECT_THAT(all_objects(database_), IsSupersetOf({"a", "b", "c"}));
  }
}

TEST_F(WorkflowFailure, TheNextUpgradeGoesOnAfterTheFileIsMended) {
  project_.expect(1, {"upgrade"});
  project_.add_revision("b2", "a1", second("1"));
  const CommandResult result = project_.expect(0, {"upgrade"});
  if (!transactional()) {
    EXPECT_THAT(result.err, HasSubstr("already applied"));
  }
  EXPECT_EQ(project_.current(), "b2 (head)\n");
  EXPECT_EQ(value_of(database_, "SELECT count(*) FROM c"), "1");
  project_.succeed({"downgrade", "base"});
  EXPECT_THAT(all_objects(database_), testing::ElementsAre("whimbrel_journal", "whimbrel_version"));
}

TEST_F(WorkflowFailure, WithoutAMendItFailsAgainInTheSameWay) {
  const std::string first = project_.expect(1, {"upgrade"}).err;
  EXPECT_THAT(first, HasSubstr("b2.yaml:8"));
  const std::string second = project_.expect(1, {"upgrade"}).err;
  EXPECT_THAT(second, HasSubstr("b2.yaml:8"));
  EXPECT_EQ(project_.current(), "a1\n");
}

TEST_F(WorkflowFailure, WhatIsAlreadyAppliedCannotBeEditedAway) {
  project_.expect(1, {"upgrade"});
  std::string edited = second("1");
  edited.replace(edited.find("ck_c: \"id > 0\""), 14, "ck_c: \"id > 5\"");
  project_.add_revision("b2", "a1", edited);
  if (transactional()) {
    project_.expect(1, {"upgrade"});
  } else {
    EXPECT_THAT(project_.expect(6, {"upgrade"}).err, HasSubstr("b2.yaml"));
  }
  EXPECT_EQ(project_.current(), "a1\n");
}

TEST_F(WorkflowFailure, AMistakeInALaterFileIsFoundBeforeAnythingRuns) {
  project_.add_revision("c3", "b2", "upgrade:\n  - creat_table: {name: x}\n");
  const CommandResult result = project_.expect(2, {"upgrade"});
  EXPECT_THAT(result.err, AllOf(HasSubstr("c3.yaml:6:5"), HasSubstr("create_table")));
  EXPECT_THAT(all_objects(database_), Not(Contains("a")));
}

TEST_F(WorkflowFailure, AnAnswerInJsonHasTheErrorToo) {
  const Node error = project_.answer({"upgrade"});
  ASSERT_NE(error.find("code"), nullptr);
  EXPECT_EQ(error.find("code")->scalar, "database");
  EXPECT_THAT(error.find("where")->scalar, HasSubstr("b2.yaml:8"));
}

}  // namespace
}  // namespace whimbrel::test
