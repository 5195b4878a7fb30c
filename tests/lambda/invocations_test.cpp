// What the function does for its events.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "lambda_function.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kCreate =
    "upgrade:\n"
    "  - create_table: {name: NAME, columns: [{name: id, type: integer, primary_key: true}]}\n"
    "downgrade: auto\n";

std::string create(const std::string& name) { return replaced(kCreate, "NAME", name); }

/// Two revisions, a1 and b2, each with a table.
class LambdaOn {
 public:
  explicit LambdaOn(std::string_view dialect) : database(dialect), project(database) {
    project.add_revision("a1", "", create("first"));
    project.add_revision("b2", "a1", create("second"));
  }

  FreshDatabase database;
  Project project;
};

std::vector<std::string> list(const LambdaReply& reply, std::string_view key) {
  std::vector<std::string> result;
  const Node* node = reply.body.find(key);
  if (node != nullptr)
    for (const Node& each : node->items) result.push_back(each.scalar);
  return result;
}

std::size_t count(const LambdaReply& reply, std::string_view key) {
  const Node* node = reply.body.find(key);
  return node == nullptr ? 0 : node->items.size();
}

using Ids = std::vector<std::string>;

TEST(LambdaInvocations, AnEmptyEventIsAnUpgradeToHead) {
  for (const char* event : {"{}", "null", ""}) {
    LambdaOn set("sqlite");
    LambdaFunction function(set.project, set.database.url());
    const LambdaReply reply = function.succeed(event);
    EXPECT_EQ(reply["command"], "upgrade");
    EXPECT_EQ(list(reply, "from"), Ids{});
    EXPECT_EQ(list(reply, "to"), Ids{"b2"});
    EXPECT_EQ(count(reply, "steps"), 2U);
    EXPECT_THAT(set.project.current(), HasSubstr("b2"));
  }
}

TEST(LambdaInvocations, EveryCommandAnswers) {
  for (const char* dialect : {"sqlite", "postgresql", "mysql", "mariadb"}) {
    SCOPED_TRACE(dialect);
    LambdaOn set(dialect);
    LambdaFunction function(set.project, set.database.url());
    EXPECT_EQ(list(function.succeed(R"({"command": "upgrade", "revision": "a1"})"), "to"),
              Ids{"a1"});
    const LambdaReply current = function.succeed(R"({"command": "current", "target": "dev"})");
    EXPECT_EQ(list(current, "pending"), Ids{"b2"});
    EXPECT_EQ(current["at_heads"], "false");
    EXPECT_EQ(function.succeed(R"({"command": "check"})")["different"], "true");
    EXPECT_EQ(list(function.succeed(R"({"command": "downgrade", "revision": "base"})"), "to"),
              Ids{});
    EXPECT_EQ(list(function.succeed(R"({"command": "stamp"})"), "to"), Ids{"b2"});
    EXPECT_EQ(function.succeed(R"({"command": "current"})")["at_heads"], "true");
  }
}

TEST(LambdaInvocations, ADryRunTellsTheStepsAndChangesNothing) {
  LambdaOn set("postgresql");
  LambdaFunction function(set.project, set.database.url());
  for (const char* event :
       {R"({"dry_run": true})", R"({"command": "stamp", "dry_run": true, "revision": "head"})"}) {
    const LambdaReply reply = function.succeed(event);
    EXPECT_EQ(list(reply, "from"), Ids{});
    EXPECT_EQ(list(reply, "to"), Ids{"b2"});
    EXPECT_GT(count(reply, "steps"), 0U);
    EXPECT_EQ(all_objects(set.database), std::vector<std::string>{});
  }
}

TEST(LambdaInvocations, AWarmInstanceServesAHundredWithAConnectionEach) {
  LambdaOn set("postgresql");
  LambdaFunction function(set.project, set.database.url());
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(count(function.succeed("{}"), "steps"), 2U);
    EXPECT_EQ(count(function.succeed(R"({"command": "downgrade", "revision": "-2"})"), "steps"),
              2U);
  }
  EXPECT_EQ(value_of(set.database, "SELECT count(DISTINCT session) FROM whimbrel_journal"), "100");
  EXPECT_EQ(value_of(set.database,
                     "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                     "pid <> pg_backend_pid()"),
            "0");
}

TEST(LambdaInvocations, TheTraceOfAnInvocationIsInItsEnvironment) {
  LambdaOn set("sqlite");
  set.project.write("whimbrel.yaml",
                    "version: 1\ntargets:\n  dev: {url: \"sqlite:${_X_AMZN_TRACE_ID}\"}\n");
  LambdaFunction function(set.project, set.database.url());
  function.succeed("{}");
  EXPECT_TRUE(
      std::filesystem::exists(set.project.path() /
                              "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;"
                              "Sampled=1"));
}

TEST(LambdaInvocations, AnAnswerThatIsTooBigIsAnErrorAndTheWorkIsDone) {
  LambdaOn set("sqlite");
  LambdaFunction function(set.project, set.database.url());
  function.api().set_largest_answer(100);
  function.fail("{}", "Whimbrel.AnswerTooBig");
  EXPECT_THAT(set.project.current(), HasSubstr("b2"));
}

TEST(LambdaInvocations, NoAnswerAndNoLogHoldsThePassword) {
  LambdaOn set("postgresql");
  LambdaFunction function(set.project, set.database.url());
  const std::string password = set.database.endpoint().password.reveal();
  ASSERT_NE(password, "");
  for (const char* event : {"{}", R"({"command": "check"})", R"({"target": "nowhere"})"})
    EXPECT_THAT(function.invoke(event).text, Not(HasSubstr(password)));
  const std::string log = function.log_at_end();
  EXPECT_THAT(log, HasSubstr("Running upgrade base -> a1"));
  EXPECT_THAT(log, Not(HasSubstr(password)));
}

TEST(LambdaInvocations, AProtectedTargetLosesDataOnlyWhenTheFunctionIsConfiguredSo) {
  LambdaOn set("sqlite");
  set.project.write("whimbrel.yaml",
                    "version: 1\ntargets:\n  dev: {url: \"${DATABASE_URL}\", protected: true}\n");
  const std::string event = R"({"command": "downgrade", "revision": "base"})";
  {
    LambdaFunction function(set.project, set.database.url());
    function.succeed("{}");
    EXPECT_THAT(function.fail(event, "Whimbrel.Usage")["errorMessage"],
                HasSubstr("WHIMBREL_ALLOW_DESTRUCTIVE=true"));
  }
  LambdaFunction function(set.project.path(), {{"DATABASE_URL", set.database.url().reveal()},
                                               {"WHIMBREL_ALLOW_DESTRUCTIVE", "true"}});
  EXPECT_EQ(list(function.succeed(event), "to"), Ids{});
}

}  // namespace
}  // namespace whimbrel::test
