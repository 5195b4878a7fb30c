// Several runners on one database: one works, the others wait for it, and none is blocked for good.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <memory>
#include <thread>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr int kReplicas = 8;

// A statement that takes some seconds; it leaves a table behind where that is possible, so that a
// second run of it would be refused.
std::string slow_statement() {
  return for_this_dialect(
      {{"sqlite",
        "CREATE TABLE slow AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n "
        "LIMIT 8000000) SELECT count(*) AS c FROM n"},
       {"postgresql", "CREATE TABLE slow AS SELECT pg_sleep(2)::text AS c"},
       {"mysql", "CREATE TABLE slow AS SELECT SLEEP(2) AS c"},
       {"mariadb", "CREATE TABLE slow AS SELECT SLEEP(2) AS c"}});
}

class Replicas : public ::testing::Test {
 protected:
  Replicas() {
    project_.add_revision("a1", "",
                          "upgrade:\n"
                          "  - create_table: {name: a, columns: [{name: id, type: integer}]}\n"
                          "downgrade: auto\n");
    project_.add_revision("b2", "a1",
                          "upgrade:\n"
                          "  - execute: \"" +
                              slow_statement() +
                              "\"\n"
                              "  - create_table: {name: c, columns: [{name: id, type: integer}]}\n"
                              "downgrade:\n"
                              "  - drop_table: {name: c}\n"
                              "  - drop_table: {name: slow}\n");
  }

  std::unique_ptr<RunningCommand> start(Arguments arguments) {
    arguments.insert(arguments.end(), {"--verbose", "--url", database_.url().reveal()});
    return std::make_unique<RunningCommand>(Command{.arguments = std::move(arguments),
                                                    .working_folder = project_.path(),
                                                    .time_limit = std::chrono::minutes(3)});
  }

  /// `arguments` at once in all replicas: one does it, all others have nothing to do.
  void expect_one_worker(const Arguments& arguments) {
    std::vector<std::unique_ptr<RunningCommand>> replicas;
    for (int i = 0; i < kReplicas; ++i) replicas.push_back(start(arguments));
    int workers = 0;
    int idle = 0;
    for (const auto& replica : replicas) {
      const CommandResult result = replica->wait();
      EXPECT_EQ(result.exit_code, 0) << result.err;
      if (result.err.find("Running ") != std::string::npos) ++workers;
      if (result.err.find("Nothing to do") != std::string::npos) ++idle;
    }
    EXPECT_EQ(workers, 1);
    EXPECT_EQ(idle, kReplicas - 1);
  }

  bool slow_is_there() const {
    const std::vector<std::string> objects = all_objects(database_);
    return std::find(objects.begin(), objects.end(), "slow") != objects.end();
  }

  bool transactional() const { return database_.dialect().capabilities().transactional_ddl; }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(Replicas, OfEightOneMigratesAndSevenFindNothingToDo) {
  expect_one_worker({"upgrade", "head", "--wait", "60s"});
  EXPECT_EQ(project_.current(), "b2 (head)\n");
  expect_one_worker({"downgrade", "base"});
  EXPECT_THAT(all_objects(database_), ElementsAre("whimbrel_journal", "whimbrel_version"));
}

TEST_F(Replicas, AKilledOneBlocksNobodyForLongerThanItsStatement) {
  const auto holder = start({"upgrade"});
  holder->wait_for_text("1/2");
  // Another one is waiting for the lock already when the holder dies.
  const auto waiting = start({"upgrade"});
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  holder->send(SIGKILL);
  EXPECT_EQ(holder->wait().signal, SIGKILL);
  const CommandResult next = waiting->wait();
  if (transactional()) {
    EXPECT_EQ(next.exit_code, 0) << next.err;
  } else {
    // Whether the statement took effect only somebody who looks can say.
    EXPECT_EQ(next.exit_code, 6) << next.err;
    EXPECT_THAT(next.err, AllOf(HasSubstr("statement 1 of 2 was under way"), HasSubstr("resume")));
    project_.succeed({"resume", "--statement", slow_is_there() ? "done" : "retry"});
    project_.succeed({"upgrade"});
  }
  EXPECT_EQ(project_.current(), "b2 (head)\n");
  project_.succeed({"downgrade", "base"});
  EXPECT_THAT(all_objects(database_), ElementsAre("whimbrel_journal", "whimbrel_version"));
}

}  // namespace
}  // namespace whimbrel::test
