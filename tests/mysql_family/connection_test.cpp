#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mysql_family/family_database.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/abilities.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Endpoint server() {
  Endpoint endpoint = parse_url(test_server_url(dialect_under_test()));
  endpoint.scheme = dialect_under_test();
  return endpoint;
}

// The error that connecting ends with; one of code internal when it does not.
Error connect_error(const Endpoint& endpoint) {
  try {
    test_dialect(dialect_under_test()).connect(endpoint);
  } catch (const Error& error) {
    return error;
  }
  return Error(ErrorCode::internal, "connected");
}

Error execute_error(Connection& connection, std::string_view sql) {
  try {
    connection.execute(sql);
  } catch (const Error& error) {
    return error;
  }
  return Error(ErrorCode::internal, "executed");
}

TEST(FamilyConnection, SaysThatThePasswordIsWrongWithoutRepeatingIt) {
  Endpoint endpoint = server();
  endpoint.password = Secret("hunter2-not-the-password");
  const Error error = connect_error(endpoint);
  EXPECT_EQ(error.code(), ErrorCode::connection);
  EXPECT_EQ(error.condition(), DatabaseCondition::authentication);
  EXPECT_EQ(error.native_code(), "1045");
  EXPECT_THAT(error.what(), Not(HasSubstr("hunter2")));
  EXPECT_THAT(error.hint(), HasSubstr("password"));
}

TEST(FamilyConnection, SaysThatNobodyAnswers) {
  Endpoint endpoint = server();
  endpoint.port = 1;
  const Error error = connect_error(endpoint);
  EXPECT_EQ(error.code(), ErrorCode::connection);
  EXPECT_EQ(error.condition(), DatabaseCondition::unreachable);
  EXPECT_THAT(error.what(), HasSubstr(endpoint.host + ":1"));
}

TEST(FamilyConnection, SaysThatTheSocketIsNotThere) {
  Endpoint endpoint = server();
  endpoint.parameters["socket"] = "/nowhere/at/all";
  const Error error = connect_error(endpoint);
  EXPECT_EQ(error.condition(), DatabaseCondition::unreachable);
  EXPECT_THAT(error.what(), HasSubstr("/nowhere/at/all"));
}

TEST(FamilyConnection, SaysThatTheDatabaseIsUnknown) {
  Endpoint endpoint = server();
  endpoint.path = "no_such_database";
  const Error error = connect_error(endpoint);
  EXPECT_EQ(error.code(), ErrorCode::connection);
  EXPECT_THAT(error.what(), HasSubstr("no_such_database"));
  EXPECT_THAT(error.hint(), HasSubstr("CREATE DATABASE"));
}

TEST(FamilyConnection, NeedsADatabaseInTheUrl) {
  Endpoint endpoint = server();
  endpoint.path.clear();
  EXPECT_EQ(connect_error(endpoint).code(), ErrorCode::config);
}

TEST(FamilyConnection, NamesTheParametersThatItKnows) {
  Endpoint endpoint = server();
  endpoint.parameters["sslmode"] = "require";
  const Error error = connect_error(endpoint);
  EXPECT_EQ(error.code(), ErrorCode::config);
  EXPECT_THAT(error.what(), HasSubstr("sslmode"));
  EXPECT_THAT(error.hint(), HasSubstr("ssl-mode"));
}

TEST(FamilyConnection, RefusesValuesThatItDoesNotKnow) {
  for (const auto& [name, value] : {std::pair{"ssl-mode", "on"},
                                    {"connect-timeout", "soon"},
                                    {"charset", "latin1"},
                                    {"ssl-mode", "verify-ca"}}) {
    Endpoint endpoint = server();
    endpoint.parameters[name] = value;
    EXPECT_EQ(connect_error(endpoint).code(), ErrorCode::config) << name << "=" << value;
  }
}

TEST(FamilyConnection, TellsTheOtherProductByName) {
  const bool mysql = dialect_under_test() == "mysql";
  Endpoint endpoint = parse_url(test_server_url(mysql ? "mariadb" : "mysql"));
  const Error error = connect_error(endpoint);
  EXPECT_EQ(error.code(), ErrorCode::config);
  EXPECT_THAT(error.what(), HasSubstr(mysql ? "is MariaDB" : "is MySQL"));
  EXPECT_THAT(error.hint(), HasSubstr(mysql ? "mariadb://" : "mysql://"));
}

TEST(FamilyConnection, KnowsTheServerAndTheSession) {
  FamilyDatabase database;
  EXPECT_EQ(database.session().server().product, database.is("mysql") ? "MySQL" : "MariaDB");
  EXPECT_GE(database.session().server().version_number, 8'000'016);
  EXPECT_THAT(database.session().query("SELECT CONNECTION_ID()").rows,
              ElementsAre(ElementsAre(database.session().session_id())));
}

TEST(FamilyConnection, FixesTheSettingsThatSchemasDependOn) {
  Endpoint endpoint = server();
  endpoint.lock_timeout = std::chrono::milliseconds(1500);
  endpoint.statement_timeout = std::chrono::milliseconds(2500);
  const auto session = test_dialect(dialect_under_test()).connect(endpoint);
  const auto value = [&](const std::string& setting) {
    return session->query("SELECT @@SESSION." + setting).rows.at(0).at(0).value_or("NULL");
  };
  EXPECT_EQ(value("sql_mode"),
            "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION");
  EXPECT_EQ(value("character_set_client"), "utf8mb4");
  EXPECT_EQ(value("character_set_results"), "utf8mb4");
  EXPECT_EQ(value("time_zone"), "+00:00");
  EXPECT_EQ(value("sql_quote_show_create"), "1");
  EXPECT_EQ(value("lock_wait_timeout"), "2");
  EXPECT_EQ(value("innodb_lock_wait_timeout"), "2");
  if (dialect_under_test() == "mysql")
    EXPECT_EQ(value("max_execution_time"), "2500");
  else
    EXPECT_EQ(std::stod(value("max_statement_time")), 2.5);
}

TEST(FamilyConnection, GivesEveryErrorItsConditionAndTheStatement) {
  FamilyDatabase database;
  database.execute("CREATE TABLE a (b INT PRIMARY KEY)");
  database.execute("INSERT INTO a VALUES (1)");
  const Error missing = execute_error(database.session(), "SELECT * FROM nothing");
  EXPECT_EQ(missing.code(), ErrorCode::database);
  EXPECT_EQ(missing.condition(), DatabaseCondition::undefined_table);
  EXPECT_EQ(missing.native_code(), "1146");
  EXPECT_EQ(missing.statement(), "SELECT * FROM nothing");
  const Error twice = execute_error(database.session(), "INSERT INTO a VALUES (1)");
  EXPECT_EQ(twice.condition(), DatabaseCondition::unique_violation);
  database.execute("SET SESSION TRANSACTION READ ONLY");
  EXPECT_EQ(execute_error(database.session(), "INSERT INTO a VALUES (2)").condition(),
            DatabaseCondition::read_only);
}

TEST(FamilyConnection, SaysThatALockWasNotHadInTime) {
  FamilyDatabase database;
  database.execute("CREATE TABLE a (b INT PRIMARY KEY)");
  database.execute("INSERT INTO a VALUES (1)");
  database.session().begin();
  database.execute("UPDATE a SET b = 2");
  Endpoint endpoint = database.fresh().endpoint();
  endpoint.lock_timeout = std::chrono::milliseconds(200);
  const auto other = database.dialect().connect(endpoint);
  EXPECT_EQ(execute_error(*other, "UPDATE a SET b = 3").condition(),
            DatabaseCondition::lock_timeout);
  EXPECT_EQ(execute_error(*other, "ALTER TABLE a ADD c INT").condition(),
            DatabaseCondition::lock_timeout);
  database.session().rollback();
}

TEST(FamilyConnection, IsOverWhenItsSessionIsKilled) {
  FamilyDatabase database;
  const auto victim = database.fresh().connect();
  database.execute("KILL " + victim->session_id());
  const Error error = execute_error(*victim, "SELECT 1");
  EXPECT_EQ(error.code(), ErrorCode::connection) << error.what();
  // It never comes back as another session.
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(execute_error(*victim, "SELECT 1").code(), ErrorCode::connection);
}

TEST(FamilyConnection, TakesBackWhatWasNotCommitted) {
  FamilyDatabase database;
  database.execute("CREATE TABLE a (b INT)");
  database.session().begin();
  EXPECT_EQ(database.session().execute("INSERT INTO a VALUES (1), (2)"), 2U);
  database.session().rollback();
  EXPECT_THAT(database.session().query("SELECT * FROM a").rows, IsEmpty());
  database.session().begin();
  database.execute("INSERT INTO a VALUES (3), (NULL)");
  database.session().commit();
  EXPECT_THAT(database.session().query("SELECT b FROM a ORDER BY b").rows,
              ElementsAre(ElementsAre(std::nullopt), ElementsAre("3")));
}

TEST(FamilyConnection, GoesOnAfterAProcedureThatGivesRows) {
  FamilyDatabase database;
  database.execute("CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END");
  EXPECT_EQ(database.session().execute("CALL p()"), 0U);
  EXPECT_THAT(database.session().query("CALL p()").rows, ElementsAre(ElementsAre("1")));
  EXPECT_THAT(database.session().query("SELECT 3").rows, ElementsAre(ElementsAre("3")));
}

TEST(FamilyConnection, SaysToMakeRoomWhereATableCannotGrow) {
  FamilyDatabase database;
  Connection& session = database.session();
  session.execute("SET max_heap_table_size = 16384");
  session.execute("CREATE TABLE small (x char(255)) ENGINE = MEMORY");
  Error error(ErrorCode::internal, "executed");
  for (int rows = 0; rows < 10'000 && error.code() == ErrorCode::internal; ++rows)
    error = execute_error(session, "INSERT INTO small VALUES ('x')");
  EXPECT_EQ(error.native_code(), "1114");
  EXPECT_THAT(error.hint(), HasSubstr("make room"));
}

TEST(FamilyRunLocks, AreHadByOneSessionOfADatabase) {
  FamilyDatabase database;
  const FamilyDatabase neighbour;
  const auto* locks = ability<RunLocks>(database.dialect());
  ASSERT_NE(locks, nullptr);
  const Endpoint& endpoint = database.fresh().endpoint();
  const auto other = database.fresh().connect();
  {
    const auto held = locks->try_acquire(database.session(), endpoint, "run");
    ASSERT_NE(held, nullptr);
    EXPECT_EQ(locks->try_acquire(*other, endpoint, "run"), nullptr);
    EXPECT_NE(locks->try_acquire(*other, endpoint, "another"), nullptr);
    EXPECT_NE(locks->try_acquire(*other, neighbour.fresh().endpoint(), "run"), nullptr);
  }
  EXPECT_NE(locks->try_acquire(*other, endpoint, "run"), nullptr);
}

TEST(FamilyRunLocks, AHolderWhoseMachineVanishesIsNoticedWithinMinutes) {
  FamilyDatabase database;
  const auto* locks = ability<RunLocks>(database.dialect());
  const auto patience = [&] {
    return database.session().query("SELECT @@wait_timeout").rows[0][0];
  };
  const auto before = patience();
  auto held = locks->try_acquire(database.session(), database.fresh().endpoint(), "run");
  ASSERT_NE(held, nullptr);
  EXPECT_EQ(patience(), "900");
  held.reset();
  EXPECT_EQ(patience(), before);
}

TEST(FamilyRunLocks, TakeKeysOfAnyLength) {
  FamilyDatabase database;
  const auto* locks = ability<RunLocks>(database.dialect());
  const auto other = database.fresh().connect();
  const std::string key(200, 'k');
  const auto held = locks->try_acquire(database.session(), database.fresh().endpoint(), key);
  EXPECT_NE(held, nullptr);
  EXPECT_EQ(locks->try_acquire(*other, database.fresh().endpoint(), key), nullptr);
  EXPECT_NE(locks->try_acquire(*other, database.fresh().endpoint(), key + "2"), nullptr);
}

}  // namespace
}  // namespace whimbrel::test
