// COPY ... FROM stdin with its rows in a migration.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/client.h"
#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;

constexpr const char* kCountries = R"(-- whimbrel: upgrade
CREATE TABLE countries (code char(2) PRIMARY KEY, name text, people bigint);
COPY countries (code, name, people) FROM stdin; -- three of them
de	Deutschland; 'with' $$signs$$	84000000
fr	\N	68000000
it	a tab\tand a backslash\\	59000000
\.

COPY countries FROM stdin;
\.
-- behind the rows
COPY countries FROM STDIN WITH (FORMAT csv)
;
es,"España, ""the"" third",48000000
\.
CREATE INDEX ix_countries_name ON countries (name);
-- whimbrel: downgrade
DROP TABLE countries;
)";

void expect_countries(const FreshDatabase& database) {
  EXPECT_EQ(value_of(database, "SELECT string_agg(code, ' ' ORDER BY code) FROM countries"),
            "de es fr it");
  EXPECT_EQ(value_of(database, "SELECT name FROM countries WHERE code = 'de'"),
            "Deutschland; 'with' $$signs$$");
  EXPECT_EQ(value_of(database, "SELECT name FROM countries WHERE code = 'fr'"), "NULL");
  EXPECT_EQ(value_of(database, "SELECT name FROM countries WHERE code = 'it'"),
            "a tab\tand a backslash\\");
  EXPECT_EQ(value_of(database, "SELECT name FROM countries WHERE code = 'es'"),
            "Espa\xC3\xB1"
            "a, \"the\" third");
  EXPECT_EQ(value_of(database, "SELECT to_regclass('ix_countries_name') IS NOT NULL"), "t");
}

TEST(PostgresqlCopyRows, AreSentWithTheirStatement) {
  const FreshDatabase database;
  Project project(database);
  project.add_sql_revision("a1", "", kCountries);
  project.succeed({"upgrade"});
  expect_countries(database);
  project.succeed({"downgrade", "base"});
  project.succeed({"upgrade"});
  expect_countries(database);
}

TEST(PostgresqlCopyRows, StandInAScriptForPsql) {
  const FreshDatabase database;
  Project project(database);
  project.add_sql_revision("a1", "", kCountries);
  const CommandResult result = feed_client(database, project.succeed({"upgrade", "--sql"}));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  expect_countries(database);
}

TEST(PostgresqlCopyRows, AreOfTheTransactionOfTheirMigration) {
  const FreshDatabase database;
  Project project(database);
  project.add_sql_revision("a1", "", "-- whimbrel: upgrade\nCREATE TABLE a (id integer);\n");
  project.succeed({"upgrade"});
  project.add_sql_revision("a2", "a1",
                           "-- whimbrel: upgrade\n"
                           "COPY a FROM stdin;\n1\n2\n\\.\n"
                           "SELECT 1 / 0;\n");
  EXPECT_THAT(project.expect(1, {"upgrade"}).err, HasSubstr("migrations/a2.sql:9:1: "));
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM a"), "0");
}

TEST(PostgresqlCopyRows, ARefusedRowIsNamedWithItsLine) {
  const FreshDatabase database;
  Project project(database);
  project.add_sql_revision("a1", "",
                           "-- whimbrel: upgrade\n"
                           "CREATE TABLE a (id integer);\n"
                           "COPY a FROM\n"
                           "  stdin\n"
                           ";\n1\n2\nthree\n4\n\\.\n");
  const std::string error = project.expect(1, {"upgrade"}).err;
  EXPECT_THAT(error, HasSubstr("error: migrations/a1.sql:10:1: invalid input syntax"));
  EXPECT_THAT(error, HasSubstr("three"));
}

TEST(PostgresqlCopyRows, ATableThatIsNotThereIsNamedWithItsPlace) {
  const FreshDatabase database;
  Project project(database);
  project.add_sql_revision("a1", "", "-- whimbrel: upgrade\nCOPY nowhere FROM stdin;\n1\n\\.\n");
  EXPECT_THAT(project.expect(1, {"upgrade"}).err,
              HasSubstr("error: migrations/a1.sql:4:1: relation \"nowhere\" does not exist"));
}

TEST(PostgresqlCopyRows, ManyRowsGoThroughInPieces) {
  const FreshDatabase database;
  Project project(database);
  std::string rows;
  for (int i = 0; i < 50'000; ++i) rows += std::to_string(i) + "\tsome text of a row\n";
  project.add_sql_revision("a1", "",
                           "-- whimbrel: upgrade\nCREATE TABLE a (id integer, b text);\n"
                           "COPY a FROM stdin;\n" +
                               rows + "\\.\n");
  project.succeed({"upgrade"});
  EXPECT_EQ(value_of(database, "SELECT sum(id) FROM a"), "1249975000");
}

TEST(PostgresqlCopyRows, CopyToTheClientIsRefusedAndTheSessionGoesOn) {
  const FreshDatabase database;
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (id integer)");
  EXPECT_ANY_THROW(connection->execute("COPY a TO stdout"));
  EXPECT_EQ(connection->execute("COPY a FROM stdin;\n1\n2\n"), 2u);
  EXPECT_ANY_THROW(connection->execute("COPY a FROM stdin;\nx\n"));
  EXPECT_EQ(connection->query("SELECT count(*) FROM a").rows.at(0).at(0), "2");
}

}  // namespace
}  // namespace whimbrel::test
