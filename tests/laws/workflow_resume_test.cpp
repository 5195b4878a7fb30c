// What becomes of a migration that ended half-way, and of a run that was killed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kHalf = R"yaml(upgrade:
  - create_table: {name: b, columns: [{name: id, type: integer}], checks: {ck_b: "id > 0"}}
  - execute: "INSERT INTO b (id) VALUES (ROW)"
downgrade:
  - drop_table: {name: b}
)yaml";

std::string half(const std::string& row) {
  std::string text = kHalf;
  return text.replace(text.find("ROW"), 3, row);
}

// A statement that takes some seconds and changes nothing.
std::string slow_statement() {
  return for_this_dialect(
      {{"sqlite",
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 9000000) "
        "SELECT count(*) FROM n"},
       {"postgresql", "SELECT pg_sleep(3)"},
       {"mysql", "DO SLEEP(3)"},
       {"mariadb", "DO SLEEP(3)"}});
}

class WorkflowResume : public ::testing::Test {
 protected:
  WorkflowResume() {
    project_.add_revision("a1", "",
                          "upgrade:\n"
                          "  - create_table: {name: a, columns: [{name: id, type: integer}]}\n"
                          "downgrade: auto\n");
  }

  bool transactional() const { return database_.dialect().capabilities().transactional_ddl; }

  void kill_during_a_slow_statement() {
    project_.add_revision("b2", "a1",
                          "upgrade:\n"
                          "  - create_table: {name: b, columns: [{name: id, type: integer}]}\n"
                          "  - execute: \"" +
                              slow_statement() +
                              "\"\n"
                              "  - create_table: {name: c, columns: [{name: id, type: integer}]}\n"
                              "downgrade: auto\n");
    RunningCommand upgrade(
        {.arguments = {"upgrade", "--verbose", "--url", database_.url().reveal()},
         .working_folder = project_.path()});
    upgrade.wait_for_text("2/3");
    upgrade.send(SIGKILL);
    EXPECT_EQ(upgrade.wait().signal, SIGKILL);
  }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(WorkflowResume, AHalfAppliedRevisionIsFinishedBeforeAnotherRuns) {
  project_.add_revision("b2", "a1", half("-1"));
  project_.expect(1, {"upgrade"});
  if (transactional()) {
    project_.succeed({"downgrade", "base"});
    return;
  }
  EXPECT_THAT(project_.expect(6, {"downgrade", "base"}).err,
              AllOf(HasSubstr("b2"), HasSubstr("statement 1 of 2"), HasSubstr("undone")));
  EXPECT_EQ(project_.current(), "a1\n");
  project_.add_revision("b2", "a1", half("1"));
  project_.succeed({"upgrade"});
  EXPECT_EQ(value_of(database_, "SELECT count(*) FROM b"), "1");
  project_.succeed({"downgrade", "base"});
}

TEST_F(WorkflowResume, WhatWasTakenBackByHandBeginsAnew) {
  project_.add_revision("b2", "a1", half("-1"));
  project_.expect(1, {"upgrade"});
  if (!transactional()) {
    run_script(database_, "DROP TABLE b");
    project_.succeed({"resume", "--statement", "undone"});
  }
  project_.succeed({"downgrade", "base"});
  project_.add_revision("b2", "a1", half("1"));
  project_.succeed({"upgrade"});
  EXPECT_EQ(project_.current(), "b2 (head)\n");
  EXPECT_EQ(value_of(database_, "SELECT count(*) FROM b"), "1");
}

TEST_F(WorkflowResume, AfterAKillNothingIsLostAndNothingRunsTwice) {
  kill_during_a_slow_statement();
  if (!transactional()) {
    const CommandResult asked = project_.expect(6, {"upgrade"});
    EXPECT_THAT(asked.err, AllOf(HasSubstr("statement 2 of 3 was under way"),
                                 HasSubstr("whimbrel resume --statement done")));
    project_.succeed({"resume", "--statement", "done"});
  }
  project_.succeed({"upgrade"});
  EXPECT_EQ(project_.current(), "b2 (head)\n");
  EXPECT_THAT(all_objects(database_),
              ElementsAre("a", "b", "c", "whimbrel_journal", "whimbrel_version"));
}

TEST_F(WorkflowResume, WithNothingInDoubtItSaysSo) {
  project_.succeed({"upgrade"});
  EXPECT_THAT(project_.expect(0, {"resume", "--statement", "retry"}).err,
              HasSubstr("Nothing is in doubt"));
  project_.expect(2, {"resume", "--statement", "perhaps"});
}

TEST_F(WorkflowResume, ADatabaseAtAnUnknownRevisionIsNoDatabaseThatIsThere) {
  project_.succeed({"upgrade"});
  std::filesystem::remove(project_.path() / "migrations" / "a1.yaml");
  EXPECT_THAT(project_.expect(2, {"upgrade"}).err, HasSubstr("a1"));
}

}  // namespace
}  // namespace whimbrel::test
