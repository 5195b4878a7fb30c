// What the review guide says of statements where no operation says it all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "postgresql/live_schema.h"
#include "postgresql/replay.h"
#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Kind = SqlReading::Kind;

struct Case {
  const char* sql;
  Kind kind;
};

TEST(PostgresqlReadings, TellKindsOfStatementsApart) {
  for (const auto& [sql, kind] : {
           Case{"CREATE VIEW v AS SELECT 1", Kind::schema},
           Case{"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'DELETE FROM t; SELECT 1'",
                Kind::schema},
           Case{"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END", Kind::schema},
           Case{"CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f()", Kind::schema},
           Case{"CREATE SEQUENCE s", Kind::schema},
           Case{"CREATE EXTENSION citext", Kind::schema},
           Case{"GRANT SELECT ON t TO PUBLIC", Kind::schema},
           Case{"REVOKE ALL ON t FROM PUBLIC", Kind::schema},
           Case{"INSERT INTO t VALUES (1)", Kind::rows},
           Case{"WITH gone AS (DELETE FROM t WHERE a = 1 RETURNING *) SELECT * FROM gone",
                Kind::rows},
           Case{"MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE", Kind::rows},
           Case{"COPY t FROM '/tmp/x'", Kind::rows},
           Case{"COPY t TO '/tmp/x'", Kind::query},
           Case{"SELECT count(*), max(a) FROM t", Kind::query},
           Case{"VALUES (1)", Kind::query},
           Case{"EXPLAIN DELETE FROM t", Kind::query},
           Case{"SET search_path TO app", Kind::session},
           Case{"SELECT pg_catalog.set_config('search_path', '', false)", Kind::session},
           Case{"SET CONSTRAINTS ALL DEFERRED", Kind::session},
           Case{"SAVEPOINT s", Kind::session},
           Case{"ROLLBACK TO s", Kind::session},
           Case{"BEGIN", Kind::transaction},
           Case{"START TRANSACTION ISOLATION LEVEL SERIALIZABLE", Kind::transaction},
           Case{"COMMIT", Kind::transaction},
           Case{"END", Kind::transaction},
           Case{"ROLLBACK", Kind::transaction},
       }) {
    const SqlReading reading = read_alone(sql);
    EXPECT_EQ(reading.kind, kind) << sql;
    EXPECT_EQ(reading.unread, "") << sql;
    EXPECT_THAT(reading.operations, IsEmpty()) << sql;
  }
}

TEST(PostgresqlReadings, SayWhatWasNotLookedAt) {
  for (const auto& [sql, what] : std::vector<std::pair<const char*, const char*>>{
           {"DO $$ BEGIN DROP TABLE t; END $$", "a DO block"},
           {"CALL tidy(1)", "tidy()"},
           {"SELECT create_hypertable('t', 'a')", "create_hypertable()"},
           {"CREATE TABLE t AS SELECT 1", "table 't'"},
           {"SELECT 1 AS a INTO t", "the query makes"},
           {"CREATE TABLE t (LIKE u)", "'u'"},
           {"CREATE TABLE t OF kind", "from its type"},
           {"DROP TYPE kind CASCADE", "CASCADE"},
           {"ALTER SCHEMA a RENAME TO b", "schema 'a'"},
           {"CREATE TABLE t (a int) FUTURE WORDS", "CREATE TABLE"},
           {"SELEC 1", "syntax error"},
           {"", ""},
           {"-- nothing", ""},
           {"ALTER TABLE t ALTER a SET EXPRESSION AS (b + 1)", "ALTER TABLE"},
       })
    EXPECT_THAT(read_alone(sql).unread, HasSubstr(what)) << sql;
  EXPECT_EQ(read_alone("DROP TYPE kind").unread, "");
}

TEST(PostgresqlReadings, RefuseWhatIsTooLongForTheParser) {
  std::string deep = "SELECT 1";
  for (int i = 0; i < 100'000; ++i) deep += "+1";
  EXPECT_THAT(read_alone(deep).unread, HasSubstr("20000"));
  std::string negations = "SELECT ";
  for (int i = 0; i < 15'000; ++i) negations += "not ";
  EXPECT_THAT(read_alone(negations + "true").unread, HasSubstr("refuses"));
  // Rows that are written out are not read at all.
  std::string rows = "INSERT INTO t VALUES (0)";
  for (int i = 0; i < 50'000; ++i) rows += ", (1)";
  EXPECT_EQ(read_alone(rows).kind, Kind::rows);
  EXPECT_EQ(read_alone(rows).unread, "");
}

TEST(PostgresqlReadings, FindChangesOfAllRows) {
  for (const char* sql : {"DELETE FROM t", "UPDATE t SET a = 1", "UPDATE t SET a = 1 FROM u",
                          "WITH gone AS (DELETE FROM t RETURNING *) SELECT * FROM gone"})
    EXPECT_TRUE(read_alone(sql).changes_all_rows) << sql;
  for (const char* sql : {"DELETE FROM t WHERE a = 1", "UPDATE t SET a = 1 WHERE a > 2",
                          "INSERT INTO t SELECT * FROM u", "SELECT 1"})
    EXPECT_FALSE(read_alone(sql).changes_all_rows) << sql;
}

TEST(PostgresqlReadings, FindTimeouts) {
  for (const char* sql :
       {"SET lock_timeout = '5s'", "SET LOCAL lock_timeout TO 5000", "set session LOCK_TIMEOUT = 1",
        "SELECT set_config('lock_timeout', '5s', true)"})
    EXPECT_TRUE(read_alone(sql).sets_lock_timeout) << sql;
  EXPECT_TRUE(read_alone("SET statement_timeout = '1min'").sets_statement_timeout);
  // Zero takes the limit away.
  for (const char* sql :
       {"SET lock_timeout = 0", "SET lock_timeout = '0'", "RESET lock_timeout",
        "SET lock_timeout TO DEFAULT", "SET statement_timeout = '5s'",
        "ALTER ROLE me SET lock_timeout = '5s'", "SELECT set_config('lock_timeout', '0', true)"})
    EXPECT_FALSE(read_alone(sql).sets_lock_timeout) << sql;
}

TEST(PostgresqlReadings, FindWhatRunsOutsideOfATransaction) {
  for (const char* sql : {"CREATE INDEX CONCURRENTLY i ON t (a)", "DROP INDEX CONCURRENTLY i",
                          "REINDEX INDEX CONCURRENTLY i", "VACUUM t", "CREATE DATABASE d",
                          "ALTER TABLE t DETACH PARTITION p CONCURRENTLY"})
    EXPECT_TRUE(read_alone(sql).outside_transaction) << sql;
  EXPECT_FALSE(read_alone("CREATE INDEX i ON t (a)").outside_transaction);
}

TEST(PostgresqlReadings, FindWhatWaitsForLocksWithoutAnOperation) {
  for (const char* sql :
       {"LOCK TABLE t", "TRUNCATE t", "CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f()",
        "DROP TRIGGER g ON t", "CREATE POLICY p ON t", "REINDEX TABLE t", "VACUUM FULL t",
        "ALTER TABLE t ENABLE ROW LEVEL SECURITY", "ALTER INDEX i RENAME TO j"})
    EXPECT_TRUE(read_alone(sql).waits_for_lock) << sql;
  for (const char* sql : {"CREATE TYPE e AS ENUM ('a')",
                          "CREATE FUNCTION f() RETURNS int LANGUAGE "
                          "sql AS 'SELECT 1'",
                          "ALTER SEQUENCE s RESTART", "VACUUM t", "DROP FUNCTION f", "SELECT 1"})
    EXPECT_FALSE(read_alone(sql).waits_for_lock) << sql;
  Replay replay;
  replay.run("CREATE TABLE t (a int)");
  EXPECT_FALSE(replay.read("CREATE POLICY p ON t").waits_for_lock);
}

TEST(PostgresqlReadings, FindWhatNoOperationExpresses) {
  for (const auto& [sql, rule] : std::vector<std::pair<const char*, const char*>>{
           {"VACUUM FULL", "exclusive-maintenance"},
           {"VACUUM (FULL true, ANALYZE) t", "exclusive-maintenance"},
           {"CLUSTER t USING i", "exclusive-maintenance"},
           {"CLUSTER", "exclusive-maintenance"},
           {"REFRESH MATERIALIZED VIEW v", "exclusive-maintenance"},
           {"ALTER TABLE t SET TABLESPACE x", "exclusive-maintenance"},
           {"ALTER TABLE t SET LOGGED", "exclusive-maintenance"},
           {"REINDEX DATABASE d", "reindex-blocks"},
           {"TRUNCATE a, app.b CASCADE", "truncate"},
           {"DROP SCHEMA app", "drop-schema"},
           {"DROP DATABASE IF EXISTS d", "drop-database"},
           {"DROP INDEX i, j", "drop-index-blocks"},
           {"ALTER TYPE e ADD VALUE 'x'", "enum-value-order"},
           {"CREATE DOMAIN d AS int NOT NULL", "domain-constraint"},
           {"ALTER DOMAIN d SET NOT NULL", "domain-constraint"},
           {"ALTER TABLE t DETACH PARTITION p", "detach-partition-blocks"},
           {"ALTER TABLE t ADD EXCLUDE USING gist (a WITH =)", "unique-constraint-locks"},
       }) {
    const std::set<std::string> found = Replay::rules_of(sql);
    EXPECT_THAT(found, ::testing::Contains(rule)) << sql;
  }
  for (const char* sql :
       {"VACUUM t", "VACUUM (FULL off) t", "ANALYZE t", "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
        "REFRESH MATERIALIZED VIEW v WITH NO DATA", "DROP VIEW v",
        "CREATE DOMAIN d AS int DEFAULT 5", "ALTER DOMAIN d DROP NOT NULL",
        "ALTER TYPE e RENAME VALUE 'a' TO 'b'", "ALTER TYPE e ADD VALUE 'x' BEFORE 'y'",
        "ALTER TABLE t DETACH PARTITION p CONCURRENTLY", "ALTER TABLE t ATTACH PARTITION p DEFAULT",
        "ALTER SEQUENCE s RESTART", "REINDEX (CONCURRENTLY) TABLE t"})
    EXPECT_THAT(Replay::rules_of(sql), IsEmpty()) << sql;
}

TEST(PostgresqlReadings, SayWhereEachPartIsWritten) {
  const std::string sql =
      "ALTER TABLE t\n  ADD COLUMN a int,\n  ALTER b SET NOT NULL,\n  ADD CONSTRAINT c CHECK (a > "
      "0)";
  const SqlReading reading = read_alone(sql);
  ASSERT_EQ(reading.operations.size(), 3u);
  EXPECT_EQ(reading.operations[0].offset, sql.find("ADD COLUMN"));
  EXPECT_EQ(reading.operations[1].offset, sql.find("ALTER b"));
  EXPECT_EQ(reading.operations[2].offset, sql.find("CONSTRAINT c"));
  const std::string drop = "DROP TABLE a, app.b";
  ASSERT_EQ(read_alone(drop).operations.size(), 2u);
  EXPECT_EQ(read_alone(drop).operations[1].offset, drop.find("app.b"));
}

TEST(PostgresqlReadings, KeepNamesThatTheServerCuts) {
  const std::string name(70, 'x');
  Replay replay;
  replay.run("CREATE TABLE t (a int); CREATE INDEX " + name + " ON t (a)");
  EXPECT_NE(replay.schema().table(QualifiedName("t"))->index(Identifier(name)), nullptr);
  EXPECT_THAT(Replay::rules_of("CREATE INDEX " + name + " ON v (a)"),
              ::testing::Contains("name-too-long"));
  EXPECT_THAT(operations_of("ALTER TABLE t ADD COLUMN \"" + name + "\" int"), HasSubstr(name));
}

TEST(PostgresqlReadings, DoNotDependOnWhatIsKnown) {
  EXPECT_THAT(operations_of("ALTER TABLE t DROP CONSTRAINT t_a_fkey"), HasSubstr("foreign_key"));
  // Which kind this is nobody knows, and so nothing is made up.
  EXPECT_THAT(read_alone("ALTER TABLE t DROP CONSTRAINT whatever").operations, IsEmpty());
  EXPECT_THAT(read_alone("ALTER TABLE t DROP CONSTRAINT whatever").unread, IsEmpty());
}

// Half a statement is what an editor sees.
TEST(PostgresqlReadings, ComeToAnEndForEveryPartOfAStatement) {
  const std::string sql =
      "CREATE TABLE a.\"b\"\"c\" (id serial PRIMARY KEY, v numeric(3, 2) DEFAULT (1 + 2) CHECK (v "
      "> "
      "0) REFERENCES o (x) ON DELETE SET NULL, t text[] COLLATE \"C\" NOT NULL, EXCLUDE USING gist "
      "(t WITH &&), LIKE z INCLUDING ALL) PARTITION BY RANGE (id) WITH (fillfactor = 5)";
  for (std::size_t length = 0; length <= sql.size(); ++length) {
    read_alone(sql.substr(0, length));
    read_alone(sql.substr(length));
  }
  EXPECT_NE(read_alone(sql.substr(1)).unread, "");
}

TEST(PostgresqlReadings, AKeyIsMadeOfAnIndexFromYaml) {
  const FreshDatabase database("postgresql");
  Project project(database);
  project.add_revision(
      "a1", "",
      "upgrade:\n"
      "  - create_table: {name: t, columns: [{name: a, type: bigint, nullable: false}]}\n"
      "  - create_index: {name: once, table: t, columns: [a], unique: true}\n"
      "  - create_unique_constraint: {table: t, name: t_a, columns: [a], options: {postgresql: "
      "{using_index: once}}}\n"
      "downgrade: []\n");
  project.succeed({"upgrade"});
  EXPECT_EQ(value_of(database, "SELECT conname FROM pg_constraint WHERE conrelid = 't'::regclass"),
            "t_a");
}

}  // namespace
}  // namespace whimbrel::test
