// The session is ended from outside while a statement runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

// What an administrator does who wants a session gone.
struct Terminator {
  std::string find;    // gives the sessions of the database, but for the one that asks
  std::string before;  // the statement that ends one, around its number
  std::string after;
};

Terminator terminator(const std::string& database) {
  if (dialect_under_test() == "postgresql")
    return {"SELECT pid FROM pg_stat_activity WHERE datname = '" + database +
                "' AND pid <> pg_backend_pid() AND query LIKE '%pg_sleep%'",
            "SELECT pg_terminate_backend(", ")"};
  return {"SELECT id FROM information_schema.processlist WHERE db = '" + database +
              "' AND id <> CONNECTION_ID() AND info LIKE '%SLEEP%'",
          "KILL ", ""};
}

class LostConnection : public ::testing::Test {
 protected:
  LostConnection() {
    project_.add_revision("a1", "",
                          "upgrade:\n"
                          "  - create_table: {name: a, columns: [{name: id, type: integer}]}\n"
                          "downgrade: auto\n");
    project_.succeed({"upgrade"});
  }

  void add_slow_revision(const std::string& statement) {
    project_.add_revision("b2", "a1",
                          "upgrade:\n"
                          "  - create_table: {name: b, columns: [{name: id, type: integer}]}\n"
                          "  - execute: " +
                              statement +
                              "\n"
                              "  - create_table: {name: c, columns: [{name: id, type: integer}]}\n"
                              "downgrade:\n"
                              "  - drop_table: {name: c}\n"
                              "  - drop_table: {name: b}\n");
  }

  void end_its_session() {
    const Terminator how = terminator(database_.name());
    const auto session = database_.connect();
    for (;;) {
      for (const auto& row : session->query(how.find).rows) {
        session->execute(how.before + row.at(0).value() + how.after);
        return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }

  /// Upgrades, and ends the session in the middle of the second statement.
  CommandResult upgrade_and_lose() {
    RunningCommand upgrade(
        {.arguments = {"upgrade", "--verbose", "--url", database_.url().reveal()},
         .working_folder = project_.path()});
    upgrade.wait_for_text("2/3");
    end_its_session();
    return upgrade.wait();
  }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(LostConnection, IsToldWithWhatIsLeftAndTheRunCanBeTakenUpAgain) {
  if (database_.endpoint().host.empty()) return;  // a file has no session that could be ended
  const bool transactional = database_.dialect().capabilities().transactional_ddl;
  add_slow_revision(transactional ? "SELECT pg_sleep(60)" : "DO SLEEP(60)");
  const std::string journal = "SELECT count(*) FROM whimbrel_journal";
  const std::string rows = value_of(database_, journal);
  const CommandResult lost = upgrade_and_lose();
  EXPECT_EQ(lost.exit_code, 1) << lost.err;
  EXPECT_THAT(lost.err, AllOf(HasSubstr("b2.yaml:7"), HasSubstr("upgrading to revision b2"),
                              HasSubstr("hint: "), HasSubstr("a1")));
  EXPECT_EQ(project_.current(), "a1\n");
  if (transactional) {
    EXPECT_THAT(lost.err, HasSubstr("nothing of this revision was applied"));
    EXPECT_THAT(all_objects(database_), Not(Contains("b")));
    EXPECT_EQ(value_of(database_, journal), rows);
    add_slow_revision("SELECT 1");
  } else {
    EXPECT_THAT(lost.err, AllOf(HasSubstr("1 of 3"), HasSubstr("not known")));
    EXPECT_THAT(project_.expect(6, {"upgrade"}).err,
                AllOf(HasSubstr("statement 2 of 3 was under way"), HasSubstr("resume")));
    project_.succeed({"resume", "--statement", "done"});
  }
  project_.succeed({"upgrade"});
  EXPECT_EQ(project_.current(), "b2 (head)\n");
  EXPECT_THAT(all_objects(database_), AllOf(Contains("b"), Contains("c")));
}

}  // namespace
}  // namespace whimbrel::test
