// Sessions: how they begin, what they say when something is wrong, and that a broken one is over.
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>

#include "postgresql/live_schema.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/abilities.h"

namespace whimbrel::test {
namespace {

Endpoint server() { return parse_url(test_server_url("postgresql")); }

Error failure_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "no error";
  return Error(ErrorCode::internal, "none");
}

Error connect_failure(const Endpoint& endpoint) {
  return failure_of([&] { postgresql().connect(endpoint); });
}

std::string one_value(Connection& connection, std::string_view sql) {
  return connection.query(sql).rows.at(0).at(0).value_or("NULL");
}

TEST(PostgresqlConnection, AWrongPasswordIsAnAuthenticationErrorThatDoesNotRepeatIt) {
  Endpoint endpoint = server();
  endpoint.password = Secret("not-the-pass-word");
  const Error error = connect_failure(endpoint);
  EXPECT_EQ(error.code(), ErrorCode::connection);
  EXPECT_EQ(error.condition(), DatabaseCondition::authentication);
  EXPECT_NE(error.hint(), "");
  EXPECT_EQ(std::string(error.what()).find("not-the-pass-word"), std::string::npos);
}

TEST(PostgresqlConnection, APortWhereNobodyListensIsUnreachable) {
  Endpoint endpoint = server();
  endpoint.port = 1;
  const Error error = connect_failure(endpoint);
  EXPECT_EQ(error.code(), ErrorCode::connection);
  EXPECT_EQ(error.condition(), DatabaseCondition::unreachable);
  EXPECT_EQ(std::string(error.what()).find(endpoint.password.reveal()), std::string::npos);
}

TEST(PostgresqlConnection, AMissingDatabaseIsNamed) {
  Endpoint endpoint = server();
  endpoint.path = "no_such_database";
  const Error error = connect_failure(endpoint);
  EXPECT_EQ(error.code(), ErrorCode::connection);
  EXPECT_NE(error.message().find("no_such_database"), std::string::npos);
  EXPECT_NE(error.hint(), "");
}

TEST(PostgresqlConnection, TlsThatIsRequiredAndNotHadIsAnError) {
  for (const char* mode : {"require", "verify-ca", "verify-full"}) {
    Endpoint endpoint = server();
    endpoint.parameters["sslmode"] = mode;
    const Error error = connect_failure(endpoint);
    EXPECT_EQ(error.code(), ErrorCode::connection) << mode;
    EXPECT_NE(error.hint().find("sslmode"), std::string::npos) << error.what();
  }
}

TEST(PostgresqlConnection, TlsThatIsPreferredAndNotHadIsNone) {
  Endpoint endpoint = server();
  endpoint.parameters["sslmode"] = "prefer";
  EXPECT_EQ(one_value(*postgresql().connect(endpoint), "SELECT 1"), "1");
}

TEST(PostgresqlConnection, AParameterThatLibpqDoesNotKnowIsRefusedByName) {
  Endpoint endpoint = server();
  endpoint.parameters["sslmod"] = "require";
  const Error error = connect_failure(endpoint);
  EXPECT_EQ(error.code(), ErrorCode::config);
  EXPECT_NE(error.message().find("'sslmod'"), std::string::npos);
  EXPECT_NE(error.hint().find("sslmode"), std::string::npos);
}

TEST(PostgresqlConnection, AParameterValueThatLibpqRefusesIsAMistakeInTheUrl) {
  Endpoint endpoint = server();
  endpoint.parameters["sslmode"] = "perhaps";
  EXPECT_EQ(connect_failure(endpoint).code(), ErrorCode::config);
}

TEST(PostgresqlConnection, ASocketIsReachedByParameterAndByEncodedHost) {
  const char* url = std::getenv("WHIMBREL_TEST_POSTGRESQL_SOCKET_URL");
  ASSERT_NE(url, nullptr) << "start the servers: scripts/servers start";
  Endpoint endpoint = parse_url(Secret(url));
  EXPECT_EQ(one_value(*postgresql().connect(endpoint), "SELECT inet_client_addr()"), "NULL");
  const std::string folder = endpoint.parameters.at("host");
  const std::string encoded = "postgresql://" + endpoint.user + ":" + endpoint.password.reveal() +
                              "@" + replaced(folder, "/", "%2F") + ":" +
                              endpoint.parameters.at("port") + "/postgres";
  EXPECT_EQ(
      one_value(*postgresql().connect(parse_url(Secret(encoded))), "SELECT inet_client_addr()"),
      "NULL");
}

TEST(PostgresqlConnection, TheTimeoutsOfTheEndpointHoldBesideTheOptionsOfTheUrl) {
  Endpoint endpoint = server();
  endpoint.lock_timeout = std::chrono::milliseconds(1500);
  endpoint.statement_timeout = std::chrono::minutes(2);
  endpoint.parameters["options"] = "-c work_mem=8MB";
  const auto connection = postgresql().connect(endpoint);
  EXPECT_EQ(one_value(*connection, "SHOW lock_timeout"), "1500ms");
  EXPECT_EQ(one_value(*connection, "SHOW statement_timeout"), "2min");
  EXPECT_EQ(one_value(*connection, "SHOW work_mem"), "8MB");
}

TEST(PostgresqlConnection, TheSessionIsNamedUnlessTheUrlNamesIt) {
  Endpoint endpoint = server();
  EXPECT_EQ(one_value(*postgresql().connect(endpoint), "SHOW application_name"), "whimbrel");
  endpoint.parameters["application_name"] = "deploy";
  EXPECT_EQ(one_value(*postgresql().connect(endpoint), "SHOW application_name"), "deploy");
}

TEST(PostgresqlConnection, BackslashesAreCharactersEvenWhereTheRoleSaysOtherwise) {
  Endpoint endpoint = server();
  endpoint.parameters["options"] = "-c standard_conforming_strings=off -c client_encoding=LATIN1";
  const auto connection = postgresql().connect(endpoint);
  EXPECT_EQ(one_value(*connection, "SELECT length('\\n')"), "2");
  EXPECT_EQ(one_value(*connection, "SELECT 'ä'"), "ä");
  EXPECT_EQ(one_value(*connection, "SHOW client_encoding"), "UTF8");
}

TEST(PostgresqlConnection, TheServerIsDescribed) {
  const auto connection = postgresql().connect(server());
  EXPECT_EQ(connection->server().product, "PostgreSQL");
  EXPECT_EQ(connection->server().version, one_value(*connection, "SHOW server_version"));
  const int number = std::stoi(one_value(*connection, "SHOW server_version_num"));
  EXPECT_EQ(connection->server().version_number,
            number / 10'000 * 1'000'000 + number % 10'000 * 1'000);
  EXPECT_EQ(connection->session_id(), one_value(*connection, "SELECT pg_backend_pid()"));
}

TEST(PostgresqlConnection, AKilledSessionIsOverAndNotReplaced) {
  const auto connection = postgresql().connect(server());
  const auto other = postgresql().connect(server());
  other->query("SELECT pg_terminate_backend(" + connection->session_id() + ", 5000)");
  for (int attempt = 0; attempt < 4; ++attempt) {
    const Error error = failure_of([&] { connection->query("SELECT pg_backend_pid()"); });
    EXPECT_EQ(error.code(), ErrorCode::connection) << attempt << ": " << error.what();
  }
  EXPECT_EQ(failure_of([&] { connection->begin(); }).code(), ErrorCode::connection);
  EXPECT_EQ(failure_of([&] { connection->rollback(); }).code(), ErrorCode::connection);
}

TEST(PostgresqlConnection, AKilledTransactionIsOverAndNotReplaced) {
  const auto connection = postgresql().connect(server());
  const auto other = postgresql().connect(server());
  connection->begin();
  connection->execute("SELECT 1");
  other->query("SELECT pg_terminate_backend(" + connection->session_id() + ", 5000)");
  EXPECT_EQ(failure_of([&] { connection->commit(); }).code(), ErrorCode::connection);
  EXPECT_EQ(failure_of([&] { connection->query("SELECT 1"); }).code(), ErrorCode::connection);
}

TEST(PostgresqlConnection, ARefusedStatementSaysWhatAndWhere) {
  const auto connection = postgresql().connect(server());
  const std::string sql = "SELECT 1,\n  2 FROM no_such_table";
  const Error error = failure_of([&] { connection->query(sql); });
  EXPECT_EQ(error.code(), ErrorCode::database);
  EXPECT_EQ(error.condition(), DatabaseCondition::undefined_table);
  EXPECT_EQ(error.native_code(), "42P01");
  EXPECT_EQ(error.statement(), sql);
  EXPECT_EQ(error.message(), "relation \"no_such_table\" does not exist");
  EXPECT_EQ(error.statement_offset(), sql.find("no_such_table"));
}

TEST(PostgresqlConnection, ThePlaceIsRightInAVeryLongLine) {
  const auto connection = postgresql().connect(server());
  const std::string before = "SELECT '" + std::string(300, 'x') + "' FROM ";
  const Error error = failure_of([&] {
    connection->query(before + "no_such_table WHERE '" + std::string(300, 'y') + "' <> ''");
  });
  EXPECT_EQ(error.statement_offset(), before.size());
}

TEST(PostgresqlConnection, ThePlaceIsRightBehindTabsAndWideCharacters) {
  const auto connection = postgresql().connect(server());
  for (const std::string before :
       {"SELECT\t'a',\n\t\t'b', ", "SELECT 'é', ", "SELECT '鳥が飛ぶ', ",
        "SELECT '鳥が飛ぶ鳥が飛ぶ鳥が飛ぶ鳥が飛ぶ鳥が飛ぶ鳥が飛ぶ鳥が飛ぶ鳥が飛ぶ鳥が飛ぶ', "}) {
    const Error error = failure_of([&] { connection->query(before + "nowhere FROM pg_class"); });
    EXPECT_EQ(error.statement_offset(), before.size()) << before;
  }
}

TEST(PostgresqlConnection, DetailHintAndContextOfTheServerAreKept) {
  const auto connection = postgresql().connect(server());
  const Error error = failure_of([&] {
    connection->execute(
        "DO $$ BEGIN RAISE EXCEPTION 'no' USING DETAIL = 'because', HINT = 'do this',"
        " ERRCODE = '23505'; END $$");
  });
  EXPECT_EQ(error.message(), "no: because");
  EXPECT_EQ(error.hint(), "do this");
  EXPECT_EQ(error.condition(), DatabaseCondition::unique_violation);
  ASSERT_EQ(error.contexts().size(), 1u);
  EXPECT_NE(error.contexts()[0].find("PL/pgSQL"), std::string::npos);
}

TEST(PostgresqlConnection, ConditionsThatCallersActOnAreTold) {
  FreshDatabase database("postgresql");
  const auto holder = database.connect();
  holder->execute("CREATE TABLE t (a int)");
  holder->begin();
  holder->execute("LOCK TABLE t");
  Endpoint impatient = database.endpoint();
  impatient.lock_timeout = std::chrono::milliseconds(20);
  const auto waiting = postgresql().connect(impatient);
  EXPECT_EQ(failure_of([&] { waiting->execute("ALTER TABLE t ADD b int"); }).condition(),
            DatabaseCondition::lock_timeout);
  holder->rollback();
  waiting->execute("SET default_transaction_read_only = on");
  EXPECT_EQ(failure_of([&] { waiting->execute("DROP TABLE t"); }).condition(),
            DatabaseCondition::read_only);
  waiting->execute("SET statement_timeout = 20");
  EXPECT_EQ(failure_of([&] { waiting->query("SELECT pg_sleep(5)"); }).condition(),
            DatabaseCondition::cancelled);
}

TEST(PostgresqlConnection, AFailedTransactionCannotBeCommittedAndNothingOfItStays) {
  FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->begin();
  connection->execute("CREATE TABLE t (a int)");
  failure_of([&] { connection->execute("SELECT no_such_column FROM t"); });
  EXPECT_EQ(failure_of([&] { connection->commit(); }).code(), ErrorCode::database);
  connection->rollback();
  connection->rollback();
  EXPECT_TRUE(read_schema(*connection).tables.empty());
}

TEST(PostgresqlConnection, ACommitAfterAStatementThatEndedTheTransactionIsAnError) {
  const auto connection = postgresql().connect(server());
  connection->begin();
  connection->execute("COMMIT");
  EXPECT_EQ(failure_of([&] { connection->commit(); }).code(), ErrorCode::database);
}

TEST(PostgresqlConnection, RowsComeAsTextAndNullsAsAbsent) {
  const auto connection = postgresql().connect(server());
  const Rows rows = connection->query("SELECT 1 AS a, NULL AS b, '' AS c, E'x\\ny' AS d");
  EXPECT_EQ(rows.columns, (std::vector<std::string>{"a", "b", "c", "d"}));
  ASSERT_EQ(rows.rows.size(), 1u);
  EXPECT_EQ(rows.rows[0][0], "1");
  EXPECT_EQ(rows.rows[0][1], std::nullopt);
  EXPECT_EQ(rows.rows[0][2], "");
  EXPECT_EQ(rows.rows[0][3], "x\ny");
}

TEST(PostgresqlConnection, ChangedRowsAreCountedAndReadOnesAreNot) {
  const auto connection = postgresql().connect(server());
  connection->execute("CREATE TEMPORARY TABLE t (a int)");
  EXPECT_EQ(connection->execute("INSERT INTO t VALUES (1), (2), (3)"), 3u);
  EXPECT_EQ(connection->execute("UPDATE t SET a = 0 WHERE a > 1 RETURNING a"), 2u);
  EXPECT_EQ(connection->execute("SELECT * FROM t"), 0u);
  EXPECT_EQ(connection->execute("COMMENT ON TABLE t IS 'x'"), 0u);
}

TEST(PostgresqlConnection, NoticesDoNotReachTheTerminal) {
  const auto connection = postgresql().connect(server());
  testing::internal::CaptureStderr();
  connection->execute("DO $$ BEGIN RAISE WARNING 'careful'; END $$");
  connection->execute("DROP TABLE IF EXISTS no_such_table");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(PostgresqlConnection, CopyToTheClientIsRefusedAndTheSessionGoesOn) {
  const auto connection = postgresql().connect(server());
  connection->execute("CREATE TEMPORARY TABLE t (a int)");
  const char* sql = "COPY (SELECT generate_series(1, 9)) TO STDOUT";
  EXPECT_EQ(failure_of([&] { connection->execute(sql); }).code(), ErrorCode::database);
  EXPECT_EQ(one_value(*connection, "SELECT count(*) FROM t"), "0");
}

TEST(PostgresqlConnection, AStatementWithAZeroByteIsNotSent) {
  const auto connection = postgresql().connect(server());
  const std::string sql("SELECT 1\0 FROM nowhere", 22);
  EXPECT_EQ(failure_of([&] { connection->execute(sql); }).code(), ErrorCode::database);
}

TEST(PostgresqlRunLocks, ALockIsHadByOneSessionUntilItLetsGoOrEnds) {
  const auto* locks = ability<RunLocks>(postgresql());
  ASSERT_NE(locks, nullptr);
  const Endpoint endpoint = server();
  auto first = postgresql().connect(endpoint);
  const auto second = postgresql().connect(endpoint);
  auto held = locks->try_acquire(*first, endpoint, "whimbrel test lock");
  ASSERT_NE(held, nullptr);
  EXPECT_EQ(locks->try_acquire(*second, endpoint, "whimbrel test lock"), nullptr);
  EXPECT_NE(locks->try_acquire(*second, endpoint, "another key"), nullptr);
  held.reset();
  auto taken = locks->try_acquire(*second, endpoint, "whimbrel test lock");
  EXPECT_NE(taken, nullptr);
  EXPECT_EQ(locks->try_acquire(*first, endpoint, "whimbrel test lock"), nullptr);
}

TEST(PostgresqlRunLocks, AHolderWhoseMachineVanishesIsNoticedWithinMinutes) {
  const auto* locks = ability<RunLocks>(postgresql());
  const Endpoint endpoint = server();
  const auto session = postgresql().connect(endpoint);
  const auto held = locks->try_acquire(*session, endpoint, "whimbrel keepalive lock");
  ASSERT_NE(held, nullptr);
  EXPECT_EQ(one_value(*session, "SHOW tcp_keepalives_idle"), "30");
  EXPECT_EQ(one_value(*session, "SHOW tcp_keepalives_interval"), "10");
  EXPECT_EQ(one_value(*session, "SHOW tcp_keepalives_count"), "3");
}

TEST(PostgresqlRunLocks, ALockOutlivesARollback) {
  const auto* locks = ability<RunLocks>(postgresql());
  const Endpoint endpoint = server();
  const auto first = postgresql().connect(endpoint);
  const auto second = postgresql().connect(endpoint);
  first->begin();
  const auto held = locks->try_acquire(*first, endpoint, "whimbrel rollback lock");
  first->rollback();
  EXPECT_EQ(locks->try_acquire(*second, endpoint, "whimbrel rollback lock"), nullptr);
}

}  // namespace
}  // namespace whimbrel::test
