// Changes that a comparison finds and that PostgreSQL wants made in a way of its own: there, an
// empty second check, and back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "postgresql/live_schema.h"
#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;

struct Change {
  std::string name;
  std::string current;
  std::string desired;
};

void PrintTo(const Change& change, std::ostream* out) { *out << change.name; }

const Change kChanges[] = {
    {"GeneratedToPlain",
     "CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) STORED);"
     "CREATE INDEX i ON t (b); ALTER TABLE t ADD CONSTRAINT c CHECK (b > a - 100);",
     "CREATE TABLE t (id int PRIMARY KEY, a int, b int);"
     "CREATE INDEX i ON t (b); ALTER TABLE t ADD CONSTRAINT c CHECK (b > a - 100);"},
    {"PlainToGenerated",
     "CREATE TABLE t (a int, b int, UNIQUE (b)); CREATE INDEX i ON t ((b + 1));",
     "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED, UNIQUE (b));"
     "CREATE INDEX i ON t ((b + 1));"},
    {"AnotherExpression",
     "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED); CREATE INDEX i ON t (b);",
     "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 3) STORED); CREATE INDEX i ON t (b);"},
    {"OneEnumToAnother",
     "CREATE TYPE one AS ENUM ('a', 'b'); CREATE TYPE two AS ENUM ('a', 'b');"
     "CREATE TABLE t (a one DEFAULT 'a', b one[]);",
     "CREATE TYPE one AS ENUM ('a', 'b'); CREATE TYPE two AS ENUM ('a', 'b');"
     "CREATE TABLE t (a two DEFAULT 'a', b two[]);"},
    {"PartitionToTable",
     "CREATE TABLE p (a int PRIMARY KEY, b text NOT NULL, CHECK (a > 0)) PARTITION BY RANGE (a);"
     "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);",
     "CREATE TABLE p (a int PRIMARY KEY, b text NOT NULL, c int, CHECK (a > 0))"
     " PARTITION BY RANGE (a);"
     "CREATE TABLE p1 (a int PRIMARY KEY, b text NOT NULL, CONSTRAINT p_a_check CHECK (a > 0));"},
    {"TableToPartition",
     "CREATE TABLE p (a int, b text) PARTITION BY RANGE (a); CREATE TABLE p1 (a int, b int, z "
     "int);",
     "CREATE TABLE p (a int, b text, c int) PARTITION BY RANGE (a);"
     "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);"},
    {"ColumnOfTheParentToTheHeir",
     "CREATE TABLE z (a int, e int); CREATE TABLE heir (b int) INHERITS (z);",
     "CREATE TABLE z (a int); CREATE TABLE heir (b int, e int) INHERITS (z);"},
    {"ColumnOfTheHeirToTheParent",
     "CREATE TABLE z (a int); CREATE TABLE heir (b int, e int) INHERITS (z);",
     "CREATE TABLE z (a int, e int); CREATE TABLE heir (b int) INHERITS (z);"},
    {"SerialToSequence",
     "CREATE TABLE t (id serial PRIMARY KEY);"
     "CREATE SEQUENCE u_id_seq; CREATE TABLE u (id int NOT NULL DEFAULT nextval('u_id_seq'));",
     "CREATE SEQUENCE t_id_seq; CREATE TABLE t (id int PRIMARY KEY DEFAULT nextval('t_id_seq'));"
     "CREATE TABLE u (id serial);"},
    {"RoutineOverAView",
     "CREATE TABLE t (a text); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v;"
     "CREATE FUNCTION f() RETURNS SETOF text LANGUAGE sql AS 'SELECT a FROM w';"
     "CREATE FUNCTION aa() RETURNS SETOF text LANGUAGE sql AS 'SELECT f()';",
     "CREATE TABLE t (a text);"},
    {"TableToView", "CREATE TABLE d (a int); CREATE VIEW q AS SELECT a FROM d;",
     "CREATE TABLE e (a int); CREATE VIEW d AS SELECT a FROM e; CREATE VIEW q AS SELECT a FROM d;"},
    {"ViewToTable",
     "CREATE TABLE e (a int); CREATE VIEW d AS SELECT a FROM e; CREATE VIEW q AS SELECT a FROM d;",
     "CREATE TABLE d (a int); CREATE VIEW q AS SELECT a FROM d;"},
    {"OlderExtension", "CREATE EXTENSION pg_trgm VERSION '1.5';",
     "CREATE EXTENSION pg_trgm VERSION '1.3'; CREATE TABLE t (a int);"},
};

class PostgresqlDifference : public ::testing::Test {
 protected:
  void SetUp() override {
    project.write("whimbrel.yaml",
                  "version: 1\nschema: desired.sql\ntargets:\n  dev: {url: \"${DATABASE_URL}\"}\n");
  }

  Schema live() const {
    Schema schema = read_schema(*database.connect());
    schema.tables.erase(QualifiedName("whimbrel_version"));
    schema.tables.erase(QualifiedName("whimbrel_journal"));
    // A column that came back stands at the end.
    for (auto& [name, table] : schema.tables)
      std::sort(table.columns.begin(), table.columns.end(),
                [](const Column& a, const Column& b) { return a.name < b.name; });
    return schema;
  }

  const FreshDatabase database{"postgresql"};
  Project project{database};
};

class PostgresqlAutogenerate : public PostgresqlDifference,
                               public ::testing::WithParamInterface<Change> {};

TEST_P(PostgresqlAutogenerate, ReachesTheDesiredSchemaAndComesBack) {
  run_script(database, GetParam().current);
  const Schema first = live();
  project.write("desired.sql", GetParam().desired);
  project.reach_the_desired_schema("change");
  EXPECT_NE(live(), first);
  project.succeed({"downgrade", "base"});
  EXPECT_EQ(live(), first);
}

INSTANTIATE_TEST_SUITE_P(All, PostgresqlAutogenerate, ::testing::ValuesIn(kChanges),
                         [](const auto& info) { return info.param.name; });

TEST_F(PostgresqlDifference, KeepsRowsAndNumbersWhereASequenceChangesItsOwner) {
  run_script(database,
             "CREATE TABLE t (id serial PRIMARY KEY, a int); INSERT INTO t (a) VALUES (1), (2)");
  project.write("desired.sql",
                "CREATE SEQUENCE t_id_seq;"
                "CREATE TABLE t (id int PRIMARY KEY DEFAULT nextval('t_id_seq'), a int);");
  project.reach_the_desired_schema("sequence");
  run_script(database, "INSERT INTO t (a) VALUES (3)");
  EXPECT_EQ(value_of(database, "SELECT max(id) FROM t"), "3");
  project.succeed({"downgrade", "base"});
  run_script(database, "INSERT INTO t (a) VALUES (4)");
  EXPECT_EQ(value_of(database, "SELECT max(id) FROM t"), "4");
}

TEST_F(PostgresqlDifference, KeepsTheValuesOfAColumnThatCeasesToBeGenerated) {
  run_script(database,
             "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);"
             "INSERT INTO t VALUES (4)");
  project.write("desired.sql", "CREATE TABLE t (a int, b int);");
  project.reach_the_desired_schema("plain");
  EXPECT_EQ(value_of(database, "SELECT b FROM t"), "8");
}

TEST_F(PostgresqlDifference, BringsBackWhoMayUseADroppedTable) {
  run_script(database, "CREATE TABLE t (a int); GRANT SELECT ON t TO PUBLIC");
  project.write("desired.sql", "CREATE TABLE other (a int);");
  project.reach_the_desired_schema("drop");
  project.succeed({"downgrade", "base"});
  EXPECT_EQ(
      value_of(database, "SELECT relacl::text LIKE '%,=r/%' FROM pg_class WHERE relname = 't'"),
      "t");
}

TEST_F(PostgresqlDifference, ChangesWhoMayUseTheSequenceOfAColumn) {
  const char* rights =
      "SELECT string_agg(relname || ' ' || (SELECT string_agg(a::text, ',' ORDER BY a::text)"
      " FROM unnest(relacl) a), ' ' ORDER BY relname) FROM pg_class WHERE relkind = 'S'";
  run_script(database,
             "CREATE TABLE s (id serial, n int GENERATED ALWAYS AS IDENTITY);"
             "GRANT USAGE, SELECT ON s_id_seq TO PUBLIC; GRANT SELECT ON s_n_seq TO pg_monitor");
  const std::string before = value_of(database, rights);
  project.write("desired.sql",
                "CREATE TABLE s (id serial, n int GENERATED ALWAYS AS IDENTITY);"
                "GRANT USAGE ON s_id_seq TO pg_monitor WITH GRANT OPTION;"
                "CREATE TABLE u (id serial); GRANT USAGE ON u_id_seq TO PUBLIC;");
  project.reach_the_desired_schema("rights");
  EXPECT_THAT(value_of(database, rights), HasSubstr("pg_monitor=U*/"));
  EXPECT_THAT(value_of(database, rights), HasSubstr("u_id_seq =U/"));
  project.succeed({"downgrade", "base"});
  EXPECT_EQ(value_of(database, rights), before);
}

TEST_F(PostgresqlDifference, NamesATableThatWouldBecomePartitioned) {
  run_script(database, "CREATE TABLE r (a int)");
  project.write("desired.sql", "CREATE TABLE r (a int) PARTITION BY RANGE (a);");
  const CommandResult check = project.run({"check"});
  EXPECT_THAT(check.out + check.err, HasSubstr("unsupported: set_partitioning r"));
}

}  // namespace
}  // namespace whimbrel::test
