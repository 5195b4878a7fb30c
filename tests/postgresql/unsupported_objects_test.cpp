// What a live schema holds that is not modelled: it is named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "postgresql/live_schema.h"

namespace whimbrel::test {
namespace {

using testing::UnorderedElementsAre;

class PostgresqlUnsupported : public testing::Test {
 protected:
  Connection& db() { return *connection_; }

 private:
  FreshDatabase database_{"postgresql"};
  std::unique_ptr<Connection> connection_ = database_.connect();
};

TEST_F(PostgresqlUnsupported, ObjectsThatAreNotModelledAreNamedByKind) {
  run_script(db(),
             "CREATE TABLE t (a int, b int UNIQUE, CONSTRAINT ck CHECK (a > 0));"
             "COMMENT ON CONSTRAINT ck ON t IS 'why';"
             "CREATE TYPE pair AS (x int, y int); CREATE TABLE typed OF pair;"
             "CREATE RULE ru AS ON DELETE TO t DO INSTEAD NOTHING;"
             "CREATE STATISTICS st ON a, b FROM t;"
             "CREATE AGGREGATE sum_of (int) (SFUNC = int4pl, STYPE = int, SORTOP = <);"
             "CREATE COLLATION plain (LOCALE = 'C');"
             "CREATE TEXT SEARCH CONFIGURATION words (COPY = simple);"
             "CREATE FUNCTION g() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN END$$;"
             "CREATE EVENT TRIGGER whimbrel_et ON ddl_command_end EXECUTE FUNCTION g();"
             "ALTER EVENT TRIGGER whimbrel_et DISABLE");
  EXPECT_THAT(
      read_schema(db()).unsupported,
      UnorderedElementsAre(UnsupportedObject{"rule", "t.ru"}, UnsupportedObject{"statistics", "st"},
                           UnsupportedObject{"typed table", "typed"},
                           UnsupportedObject{"collation", "plain"},
                           UnsupportedObject{"aggregate", "sum_of(integer)"},
                           UnsupportedObject{"comment on a constraint", "t.ck"},
                           UnsupportedObject{"text search configuration", "words"},
                           UnsupportedObject{"event trigger", "whimbrel_et"}));
}

TEST_F(PostgresqlUnsupported, SoAreThoseOfTheDatabaseAsAWhole) {
  run_script(db(),
             "CREATE SCHEMA audit; CREATE TYPE pair AS (x int, y int);"
             "CREATE FUNCTION f(pair) RETURNS int LANGUAGE sql AS 'SELECT 1';"
             "CREATE CAST (pair AS int) WITH FUNCTION f(pair);"
             "CREATE LANGUAGE whimbrel_l HANDLER plpgsql_call_handler;"
             "CREATE ACCESS METHOD whimbrel_am TYPE TABLE HANDLER heap_tableam_handler;"
             "CREATE FOREIGN DATA WRAPPER whimbrel_w; CREATE SERVER whimbrel_s FOREIGN DATA WRAPPER"
             " whimbrel_w; CREATE FOREIGN TABLE far (a int) SERVER whimbrel_s;"
             "CREATE PUBLICATION whimbrel_p; CREATE OPERATOR FAMILY family USING btree;"
             "CREATE TEXT SEARCH DICTIONARY dict (TEMPLATE = simple);"
             "CREATE CONVERSION conv FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;"
             "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC;"
             "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)");
  const std::string owner = *db().query("SELECT current_user").rows.at(0).at(0);
  EXPECT_THAT(
      read_schema(db()).unsupported,
      UnorderedElementsAre(
          UnsupportedObject{"schema", "audit"}, UnsupportedObject{"cast", "pair AS integer"},
          UnsupportedObject{"language", "whimbrel_l"},
          UnsupportedObject{"access method", "whimbrel_am"},
          UnsupportedObject{"foreign data wrapper", "whimbrel_w"},
          UnsupportedObject{"foreign server", "whimbrel_s"},
          UnsupportedObject{"foreign table", "far"}, UnsupportedObject{"publication", "whimbrel_p"},
          UnsupportedObject{"operator family", "family"},
          UnsupportedObject{"text search dictionary", "dict"},
          UnsupportedObject{"conversion", "conv"}, UnsupportedObject{"operator", "==="},
          UnsupportedObject{"default privileges", owner + " on tables"}));
}

TEST_F(PostgresqlUnsupported, SoIsWhatAPartitionOrAnHeirSaysOtherwiseThanItsParent) {
  run_script(db(),
             "CREATE TABLE p (a int NOT NULL, b int DEFAULT 1, c int) PARTITION BY RANGE (a);"
             "CREATE TABLE p1 PARTITION OF p (b DEFAULT 2) FOR VALUES FROM (0) TO (1);"
             "CREATE TABLE p2 PARTITION OF p (c NOT NULL) FOR VALUES FROM (1) TO (2);"
             "CREATE TABLE p3 PARTITION OF p FOR VALUES FROM (2) TO (3);"
             "CREATE TABLE parent (a int, b int); CREATE TABLE heir (d int) INHERITS (parent);"
             "ALTER TABLE heir ALTER COLUMN a SET DEFAULT 7");
  EXPECT_THAT(read_schema(db()).unsupported,
              UnorderedElementsAre(UnsupportedObject{"default of an inherited column", "p1.b"},
                                   UnsupportedObject{"NOT NULL of an inherited column", "p2.c"},
                                   UnsupportedObject{"default of an inherited column", "heir.a"}));
}

}  // namespace
}  // namespace whimbrel::test
