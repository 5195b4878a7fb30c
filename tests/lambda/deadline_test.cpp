// Stopping before Lambda does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "lambda_function.h"
#include "time_limit.h"
#include "whimbrel/dialect/abilities.h"

namespace whimbrel::test {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kInterrupted = "Whimbrel.Interrupted";

TEST(LambdaDeadline, TheMarginIsAFifthOfTheTimeAndTwoSecondsAtMost) {
  const auto margin = [](std::chrono::milliseconds time) {
    const auto limit = lambda::time_limit(std::chrono::system_clock::now() + time);
    return time - limit->left();
  };
  EXPECT_NEAR(static_cast<double>(margin(3s).count()), 600, 50);
  EXPECT_NEAR(static_cast<double>(margin(10s).count()), 2000, 50);
  EXPECT_NEAR(static_cast<double>(margin(900s).count()), 2000, 50);
  EXPECT_FALSE(lambda::time_limit(std::nullopt));
  EXPECT_TRUE(lambda::time_limit(std::chrono::system_clock::now() - 1s)->is_over());
}

TEST(LambdaDeadline, ARunStopsBetweenRevisionsAndTheNextInvocationGoesOn) {
  const FreshDatabase database("postgresql");
  Project project(database);
  std::string parent;
  for (int i = 101; i <= 140; ++i) {
    const std::string id = "r" + std::to_string(i);
    project.add_sql_revision(
        id, parent,
        "-- whimbrel: upgrade\nSELECT pg_sleep(0.1);\nCREATE TABLE t_" + id + " (id integer);\n");
    parent = id;
  }
  LambdaFunction function(project, database.url());
  const LambdaReply reply = function.fail("{}", kInterrupted, 4s);
  EXPECT_THAT(reply["errorMessage"], AllOf(HasSubstr("stopped before the function's deadline"),
                                           HasSubstr("of 40 revisions are carried out and stay"),
                                           HasSubstr("the next invocation goes on")));
  const std::string before = project.current();
  EXPECT_NE(before, "");
  EXPECT_EQ(before.find("r140"), std::string::npos);
  function.succeed("{}");
  EXPECT_THAT(project.current(), HasSubstr("r140"));
}

TEST(LambdaDeadline, ASingleLongStatementIsEndedByTheDatabase) {
  const std::pair<const char*, const char*> databases[] = {
      {"postgresql", "SELECT pg_sleep(60);"},
      {"mariadb",
       "CREATE TABLE u AS SELECT SUM(a.seq * b.seq) AS s FROM seq_1_to_1000000 a, seq_1_to_1000000 "
       "b;"},
      {"sqlite",
       "CREATE TABLE u AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
       "2000000000) SELECT count(*) AS c FROM n;"},
  };
  for (const auto& [dialect, statement] : databases) {
    SCOPED_TRACE(dialect);
    const FreshDatabase database(dialect);
    Project project(database);
    project.add_sql_revision("a1", "", "-- whimbrel: upgrade\n" + std::string(statement) + "\n");
    LambdaFunction function(project, database.url());
    EXPECT_THAT(function.fail("{}", kInterrupted, 6s)["errorMessage"],
                HasSubstr("none of 1 revisions is carried out"));
    EXPECT_EQ(project.current(), "");
    EXPECT_FALSE(function.invoke(R"({"command": "current"})").failed);
  }
}

// MySQL limits the time of SELECT only.
TEST(LambdaDeadline, AStatementThatNobodyEndsIsAnsweredForAndEndsTheProcess) {
  const FreshDatabase database("mysql");
  Project project(database);
  project.add_sql_revision("a1", "", "-- whimbrel: upgrade\nDO SLEEP(6);\n");
  LambdaFunction function(project, database.url());
  EXPECT_THAT(
      function.fail("{}", kInterrupted, 3s)["errorMessage"],
      AllOf(HasSubstr("carrying out revisions"), HasSubstr("none of 1 revisions is carried out")));
  EXPECT_EQ(function.end().exit_code, 1);
}

// A server that takes the connection and says nothing, as behind a wrong security group.
TEST(LambdaDeadline, ADatabaseThatDoesNotAnswerIsNamed) {
  const FreshDatabase database("sqlite");
  Project project(database);
  LoopbackServer silent([](const ServedRequest&) { return ServedAnswer{}; });
  LambdaFunction function(
      project, Secret("mysql://user:hidden@127.0.0.1:" + std::to_string(silent.port()) + "/d"));
  EXPECT_THAT(function.fail("{}", kInterrupted, 1s)["errorMessage"],
              AllOf(HasSubstr("connecting to mysql://user:***@127.0.0.1"),
                    HasSubstr("no revision was begun")));
}

TEST(LambdaDeadline, AnotherRunnersLockIsNotWaitedForBeyondIt) {
  const FreshDatabase database("sqlite");
  Project project(database);
  project.add_sql_revision("a1", "", "-- whimbrel: upgrade\nCREATE TABLE t (id integer);\n");
  const auto connection = database.connect();
  const auto lock = ability<RunLocks>(database.dialect())
                        ->try_acquire(*connection, database.endpoint(), "whimbrel_version");
  ASSERT_NE(lock, nullptr);
  LambdaFunction function(project, database.url());
  function.fail("{}", "Whimbrel.Lock", 2s);
}

}  // namespace
}  // namespace whimbrel::test
