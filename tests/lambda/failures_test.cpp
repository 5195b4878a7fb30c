// Bad input and failures: a clear error object, and a database as it was.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "lambda_function.h"

namespace whimbrel::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(LambdaFailures, ABrokenEventIsRefusedByNameAndChangesNothing) {
  const FreshDatabase database("sqlite");
  Project project(database);
  project.add_sql_revision("a1", "", "-- whimbrel: upgrade\nCREATE TABLE t (id integer);\n");
  LambdaFunction function(project, database.url());
  const std::pair<const char*, const char*> cases[] = {
      {"{", "event:1:2: this is no valid JSON"},
      {"upgrade", "this is no valid JSON"},
      {"[]", "the event must be a map"},
      {"\"upgrade\"", "the event must be a map"},
      {R"({"comand": "upgrade"})", "did you mean 'command'?"},
      {R"({"command": "upgrad"})", "did you mean 'upgrade'?"},
      {R"({"command": "inspect"})", "the commands are upgrade, downgrade, current, check, stamp"},
      {R"({"command": 1})", "'command' of the event must be a text"},
      {R"({"command": "downgrade", "revision": null})", "'revision' is missing"},
      {R"({"command": ""})", "'command' of the event is empty"},
      {R"({"revision": 12})", "'revision' of the event must be a text"},
      {R"({"revision": ["a1"]})", "'revision' of the event must be a text"},
      {R"({"target": {"name": "dev"}})", "'target' of the event must be a text"},
      {R"({"dry_run": "true"})", "must be true or false"},
      {R"({"dry_run": 1})", "must be true or false"},
      {R"({"revision": "a1", "revision": "a1"})", "revision"},
      {R"({"command": "downgrade"})", "'revision' is missing"},
  };
  for (const auto& [event, words] : cases)
    EXPECT_THAT(function.fail(event, "Whimbrel.BadEvent")["errorMessage"], HasSubstr(words))
        << event;
  function.fail(std::string(5000000, '['), "Whimbrel.BadEvent");
  EXPECT_EQ(all_objects(database), std::vector<std::string>{});
}

TEST(LambdaFailures, WhatDoesNotExistIsNamed) {
  const FreshDatabase database("sqlite");
  Project project(database);
  project.add_sql_revision("a1", "", "-- whimbrel: upgrade\nCREATE TABLE t (id integer);\n");
  LambdaFunction function(project, database.url());
  EXPECT_THAT(function.fail(R"({"target": "dve"})", "Whimbrel.Usage")["errorMessage"],
              AllOf(HasSubstr("there is no target 'dve'"), HasSubstr("'dev'")));
  EXPECT_THAT(function.fail(R"({"revision": "zz"})", "Whimbrel.Revision")["errorMessage"],
              HasSubstr("zz"));
  EXPECT_EQ(all_objects(database), std::vector<std::string>{});
}

TEST(LambdaFailures, AnUnsetVariableIsAnErrorOfTheInvocationAndNotOfTheStart) {
  const FreshDatabase database("sqlite");
  Project project(database);
  LambdaFunction function(project.path(), {{"DATABASE_URL", std::nullopt}});
  EXPECT_THAT(function.fail("{}", "Whimbrel.Config")["errorMessage"],
              HasSubstr("environment variable DATABASE_URL is not set"));
}

TEST(LambdaFailures, WhatTheDatabaseRefusesLeavesTheRevisionsBeforeIt) {
  const FreshDatabase database("postgresql");
  Project project(database);
  project.add_sql_revision("a1", "", "-- whimbrel: upgrade\nCREATE TABLE t (id integer);\n");
  project.add_sql_revision(
      "b2", "a1",
      "-- whimbrel: upgrade\nCREATE TABLE u (id integer);\nCREATE TABLE t (id integer);\n");
  LambdaFunction function(project, database.url());
  EXPECT_THAT(function.fail("{}", "Whimbrel.Database")["errorMessage"],
              AllOf(HasSubstr("1 of 2 revisions are carried out and stay"), HasSubstr("b2.sql"),
                    HasSubstr("already exists")));
  EXPECT_THAT(project.current(), HasSubstr("a1"));
  EXPECT_THAT(all_objects(database), testing::Not(testing::Contains("u")));
}

TEST(LambdaFailures, CredentialsThatMayOnlyReadChangeNothing) {
  const FreshDatabase database("postgresql");
  Project project(database);
  project.add_sql_revision("a1", "", "-- whimbrel: upgrade\nCREATE TABLE t (id integer);\n");
  // The role `plain` may log in and has no right to this database's public schema.
  const Secret plain(std::getenv("WHIMBREL_TEST_POSTGRESQL_PLAIN_URL"));
  Endpoint endpoint = parse_url(plain);
  const std::string url = "postgresql://" + endpoint.user + ":" + endpoint.password.reveal() + "@" +
                          endpoint.host + ":" + std::to_string(endpoint.port) + "/" +
                          database.name();
  LambdaFunction function(project, Secret(url));
  EXPECT_THAT(function.fail("{}", "Whimbrel.Database")["errorMessage"],
              HasSubstr("permission denied"));
  EXPECT_EQ(all_objects(database), std::vector<std::string>{});
}

TEST(LambdaFailures, AConnectionLostInTheMiddleIsAnErrorAndTheInstanceGoesOn) {
  const FreshDatabase database("postgresql");
  Project project(database);
  project.add_sql_revision("a1", "",
                           "-- whimbrel: upgrade\nCREATE TABLE t (id integer);\n"
                           "SELECT pg_sleep(1.5);\n");
  LambdaFunction function(project, database.url());
  const std::string id = function.api().send("{}");
  const auto connection = database.connect();
  const std::string terminate =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND "
      "pid <> pg_backend_pid() AND datname = current_database()";
  while (connection->query(terminate).rows.empty())
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  const LambdaReply reply = function.api().reply_to(id);
  EXPECT_EQ(reply.error_type, "Whimbrel.Connection") << reply.text;
  EXPECT_THAT(reply["errorMessage"], HasSubstr("nothing of this revision was applied"));
  const std::vector<std::string> own{"whimbrel_journal", "whimbrel_version"};
  EXPECT_EQ(all_objects(database), own);
  EXPECT_EQ(function.succeed("{}")["command"], "upgrade");
}

TEST(LambdaFailures, AServerThatRefusesConnectionsIsAnError) {
  const FreshDatabase database("sqlite");
  Project project(database);
  LambdaFunction function(project, Secret("postgresql://u:hidden@127.0.0.1:1/d"));
  EXPECT_THAT(function.fail("{}", "Whimbrel.Connection")["errorMessage"],
              AllOf(HasSubstr("127.0.0.1"), testing::Not(HasSubstr("hidden"))));
}

}  // namespace
}  // namespace whimbrel::test
