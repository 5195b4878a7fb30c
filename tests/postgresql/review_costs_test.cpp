// What is said to cost something costs it on the server, and what is not said does not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "postgresql/live_schema.h"
#include "postgresql/replay.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {
namespace {

using ::testing::Contains;
using ::testing::Not;

class PostgresqlCosts : public testing::Test {
 protected:
  Connection& db() { return *connection_; }

  std::string value(const std::string& query) {
    return db().query(query).rows.at(0).at(0).value_or("NULL");
  }
  // The file that holds the rows of t; another one after a rewrite.
  std::string file() { return value("SELECT relfilenode FROM pg_class WHERE relname = 't'"); }

  bool is_rewritten_by(const std::string& statement) {
    const std::string before = file();
    db().execute(statement);
    return file() != before;
  }

  FreshDatabase database_{"postgresql"};
  std::unique_ptr<Connection> connection_ = database_.connect();
};

// What a migration that only has `statement` costs, where an earlier one was `before`.
std::set<std::string> rules_after(const std::string& before, const std::string& statement) {
  Replay replay;
  replay.run(before);
  const std::set<std::string> known = replay.rules();
  const std::size_t hazards = replay.hazards().size();
  replay.run(statement);
  std::set<std::string> found;
  for (std::size_t i = hazards; i < replay.hazards().size(); ++i)
    found.insert(replay.hazards()[i].rule);
  return found;
}

TEST_F(PostgresqlCosts, ATypeChangeIsSaidToRewriteWhenItDoes) {
  db().execute("SET timezone = 'Europe/Berlin'");
  const std::vector<std::string> types = {"smallint",      "integer",        "bigint",
                                          "numeric",       "numeric(10,2)",  "numeric(12,2)",
                                          "numeric(12,3)", "real",           "double precision",
                                          "varchar",       "varchar(10)",    "varchar(20)",
                                          "text",          "char(5)",        "char(9)",
                                          "date",          "timestamp",      "timestamp(3)",
                                          "timestamp(6)",  "timestamptz",    "timestamptz(3)",
                                          "time",          "time(2)",        "interval",
                                          "interval(3)",   "cidr",           "inet",
                                          "json",          "jsonb",          "xml",
                                          "bytea",         "bit(4)",         "bit(8)",
                                          "bit varying",   "bit varying(4)", "bit varying(8)",
                                          "oid",           "boolean",        "uuid",
                                          "text[]",        "varchar(10)[]",  "varchar(20)[]"};
  int compared = 0;
  for (const std::string& from : types)
    for (const std::string& to : types) {
      db().execute("DROP TABLE IF EXISTS t");
      const std::string create = "CREATE TABLE t (c " + from + ")";
      db().execute(create);
      const std::string change = "ALTER TABLE t ALTER COLUMN c TYPE " + to;
      bool rewritten = false;
      try {
        rewritten = is_rewritten_by(change);
      } catch (const Error&) {
        continue;  // No conversion without USING.
      }
      ++compared;
      EXPECT_EQ(rules_after(create, change).contains("type-change-rewrites"), rewritten)
          << from << " to " << to;
    }
  EXPECT_GT(compared, 200);
}

TEST_F(PostgresqlCosts, AConversionThatIsMoreThanACastRewrites) {
  const std::string create = "CREATE TABLE t (c varchar(10))";
  for (const char* conversion : {"c", "c::text", "\"c\"::text", "lower(c)", "c || ''"}) {
    db().execute("DROP TABLE IF EXISTS t");
    db().execute(create);
    const std::string change =
        std::string("ALTER TABLE t ALTER COLUMN c TYPE text USING ") + conversion;
    EXPECT_EQ(rules_after(create, change).contains("type-change-rewrites"), is_rewritten_by(change))
        << conversion;
  }
}

TEST_F(PostgresqlCosts, AnAddedColumnIsSaidToRewriteWhenItDoes) {
  db().execute(
      "CREATE FUNCTION mine() RETURNS int VOLATILE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'");
  for (const char* column : {"c int",
                             "c int DEFAULT 5",
                             "c int DEFAULT 2 + 2",
                             "c int NOT NULL DEFAULT -1",
                             "c timestamptz DEFAULT now()",
                             "c timestamptz DEFAULT CURRENT_TIMESTAMP",
                             "c timestamptz DEFAULT now() - interval '1 day'",
                             "c text DEFAULT 'x' || 'y'",
                             "c text DEFAULT lower('X')",
                             "c jsonb DEFAULT '{}'",
                             "c text[] DEFAULT ARRAY[]::text[]",
                             "c timestamp DEFAULT (now() AT TIME ZONE 'utc')",
                             "c date DEFAULT CURRENT_DATE",
                             "c float DEFAULT random()",
                             "c timestamptz DEFAULT clock_timestamp()",
                             "c uuid DEFAULT gen_random_uuid()",
                             "c int DEFAULT mine()",
                             "c int DEFAULT 1 + mine()",
                             "c int DEFAULT CASE WHEN now() IS NULL THEN 1 ELSE mine() END",
                             "c serial",
                             "c bigserial NOT NULL",
                             "c int GENERATED ALWAYS AS IDENTITY",
                             "c int GENERATED ALWAYS AS (a + 1) STORED",
                             "c text DEFAULT coalesce(NULL, 'x')",
                             "c text DEFAULT md5('x')",
                             "c text DEFAULT current_user",
                             "c text DEFAULT to_char(now(), 'YYYY')"}) {
    db().execute("DROP TABLE IF EXISTS t");
    db().execute("CREATE TABLE t (a int)");
    const std::string change = std::string("ALTER TABLE t ADD COLUMN ") + column;
    EXPECT_EQ(rules_after("CREATE TABLE t (a int)", change).contains("column-rewrites-table"),
              is_rewritten_by(change))
        << column;
  }
}

TEST_F(PostgresqlCosts, AValidatedCheckSavesTheReadingOfSetNotNull) {
  const std::string table = "CREATE TABLE t (a int, b int)";
  const std::string change = "ALTER TABLE t ALTER a SET NOT NULL";
  const std::string checked =
      table + "; ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;";
  EXPECT_THAT(rules_after(table, change), Contains("not-null-scans-table"));
  EXPECT_THAT(rules_after(checked + "ALTER TABLE t VALIDATE CONSTRAINT c", change),
              Not(Contains("not-null-scans-table")));
  EXPECT_THAT(rules_after(table + "; ALTER TABLE t ADD CHECK ((b IS NOT NULL))", change),
              Contains("not-null-scans-table"));
  EXPECT_THAT(rules_after(table, "ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;" +
                                     change),
              Contains("not-null-scans-table"));
  EXPECT_THAT(rules_after(table + "; ALTER TABLE t ALTER a SET NOT NULL", change),
              Not(Contains("not-null-scans-table")));
}

TEST_F(PostgresqlCosts, NothingIsSaidOfTablesThatAreNew) {
  const std::string design =
      "CREATE TABLE t (id bigint PRIMARY KEY, a text, b text);"
      "CREATE TABLE u (id bigint PRIMARY KEY, t_id bigint);";
  const std::string changes =
      "CREATE INDEX i ON t (a); ALTER TABLE t ADD UNIQUE (b); ALTER TABLE t ADD CHECK (a <> b);"
      "ALTER TABLE u ADD FOREIGN KEY (t_id) REFERENCES t; ALTER TABLE t ALTER a SET NOT NULL;"
      "ALTER TABLE t ADD COLUMN c uuid DEFAULT gen_random_uuid(); ALTER TABLE t ALTER a TYPE bytea "
      "USING a::bytea; DROP INDEX i; TRUNCATE t; VACUUM FULL t; REINDEX TABLE t; CLUSTER t;"
      "ALTER TABLE t SET UNLOGGED; ALTER TABLE u DROP CONSTRAINT u_pkey; ALTER TABLE u ADD PRIMARY "
      "KEY (t_id)";
  EXPECT_EQ(Replay::rules_of(design + changes), std::set<std::string>());
  const std::set<std::string> later = rules_after(design, changes);
  for (const char* rule : {"index-blocks-writes", "unique-constraint-locks", "check-scans-table",
                           "foreign-key-locks", "not-null-scans-table", "column-rewrites-table",
                           "type-change-rewrites", "drop-index-blocks", "truncate",
                           "exclusive-maintenance", "reindex-blocks", "primary-key-locks"})
    EXPECT_THAT(later, Contains(rule));
}

TEST_F(PostgresqlCosts, TheSafeWaysCostNothing) {
  const std::string design =
      "CREATE TABLE t (id bigint PRIMARY KEY, a text, b text);"
      "CREATE TABLE u (id bigint PRIMARY KEY, t_id bigint NOT NULL);"
      "CREATE INDEX old ON t (a); CREATE UNIQUE INDEX once ON t (b);"
      "CREATE UNIQUE INDEX keys ON u (t_id);";
  const std::string changes =
      "CREATE INDEX CONCURRENTLY i ON t (a); DROP INDEX CONCURRENTLY old; ALTER TABLE t ADD "
      "CONSTRAINT once UNIQUE USING INDEX once; ALTER TABLE t ADD CHECK (a <> b) NOT VALID; ALTER "
      "TABLE u ADD FOREIGN KEY (t_id) REFERENCES t NOT VALID; REINDEX INDEX CONCURRENTLY i; ALTER "
      "TABLE u DROP CONSTRAINT u_pkey, ADD PRIMARY KEY USING INDEX keys; VACUUM t; ALTER TABLE t "
      "ADD c text, ALTER a DROP DEFAULT, ALTER b SET DEFAULT 'x'";
  EXPECT_EQ(rules_after(design, changes), std::set<std::string>());
  EXPECT_EQ(rules_after(design + changes,
                        "ALTER TABLE t VALIDATE CONSTRAINT t_check; ALTER TABLE u VALIDATE "
                        "CONSTRAINT u_t_id_fkey"),
            std::set<std::string>());
}

TEST_F(PostgresqlCosts, AConstraintIsNotValidatedByTheMigrationThatAddsIt) {
  EXPECT_THAT(rules_after("CREATE TABLE t (a int)",
                          "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID; ALTER TABLE t "
                          "VALIDATE CONSTRAINT c"),
              Contains("constraint-validated-at-once"));
}

TEST_F(PostgresqlCosts, ReservedWordsAreThoseOfTheServer) {
  for (const auto& row :
       db().query("SELECT word, catcode IN ('R', 'T') FROM pg_get_keywords()").rows)
    EXPECT_EQ(postgresql_guide().is_reserved(row[0].value_or("")), row[1] == "t")
        << row[0].value_or("");
  EXPECT_TRUE(postgresql_guide().is_reserved("Select"));
  EXPECT_FALSE(postgresql_guide().is_reserved(""));
  EXPECT_FALSE(postgresql_guide().is_reserved("users"));
}

// A default with a function that is not volatile must not be said to rewrite, and the other way.
TEST_F(PostgresqlCosts, NoFunctionThatIsBelievedToBeSteadyIsVolatile) {
  const auto rows = db().query(
      "SELECT proname, bool_or(provolatile = 'v') FROM pg_proc"
      " WHERE pronamespace = 'pg_catalog'::regnamespace GROUP BY 1");
  int steady = 0;
  for (const auto& row : rows.rows) {
    const std::string call = "\"" + row[0].value_or("") + "\"()";
    const std::set<std::string> found =
        rules_after("CREATE TABLE t (a int)", "ALTER TABLE t ADD COLUMN c text DEFAULT " + call);
    if (found.contains("column-rewrites-table")) continue;
    ++steady;
    EXPECT_EQ(row[1], "f") << call;
  }
  EXPECT_GT(steady, 250);
}

}  // namespace
}  // namespace whimbrel::test
