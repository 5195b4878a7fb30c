// Laws of all kinds of objects: what is read builds the same again, goes and comes back, and
// changes there and back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "postgresql/rebuild.h"
#include "whimbrel/ops/apply.h"
#include "whimbrel/ops/inverse.h"

namespace whimbrel::test {
namespace {

struct Sample {
  const char* name;
  const char* before;  ///< what both states stand on
  const char* first;
  const char* second;  ///< another state of the same object
};

void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.name; }

constexpr const char* kTable =
    "CREATE TABLE t (id int PRIMARY KEY, name text, n int DEFAULT 0);"
    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;";

// clang-format off
const Sample kSamples[] = {
    {"View", kTable,
     "CREATE VIEW v AS SELECT id FROM t; COMMENT ON VIEW v IS 'some'; GRANT SELECT ON v TO PUBLIC",
     "CREATE VIEW v AS SELECT id, name FROM t WHERE n > 0; GRANT SELECT ON v TO PUBLIC"},
    {"ViewWithOtherColumns", kTable,
     "CREATE VIEW v AS SELECT id, name FROM t; COMMENT ON COLUMN v.id IS 'the id';"
     "CREATE VIEW w AS SELECT id FROM v; CREATE TRIGGER it INSTEAD OF INSERT ON v FOR EACH ROW"
     " EXECUTE FUNCTION f(); GRANT SELECT, UPDATE (name) ON v TO PUBLIC",
     "CREATE VIEW v AS SELECT id, n FROM t; CREATE VIEW w AS SELECT id FROM v;"
     "CREATE TRIGGER it INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();"
     "GRANT SELECT ON v TO PUBLIC; GRANT INSERT ON w TO PUBLIC"},
    {"ViewOptions", kTable,
     "CREATE VIEW v WITH (security_barrier) AS SELECT id FROM t WHERE id > 0"
     " WITH LOCAL CHECK OPTION",
     "CREATE VIEW v AS SELECT id FROM t WHERE id > 0"},
    {"MaterializedView", kTable,
     "CREATE MATERIALIZED VIEW m WITH (fillfactor = 70) AS SELECT id, name FROM t;"
     "CREATE UNIQUE INDEX mi ON m (id); COMMENT ON MATERIALIZED VIEW m IS 'kept';"
     "COMMENT ON INDEX mi IS 'by id'",
     "CREATE MATERIALIZED VIEW m AS SELECT id, name FROM t; CREATE INDEX mn ON m (lower(name))"},
    {"MaterializedViewQuery", kTable,
     "CREATE MATERIALIZED VIEW m AS SELECT id FROM t; CREATE INDEX mi ON m (id)",
     "CREATE MATERIALIZED VIEW m AS SELECT id, n FROM t; CREATE INDEX mi ON m (n)"},
    {"Function", "",
     "CREATE FUNCTION g(a int, b text DEFAULT 'x') RETURNS int LANGUAGE sql AS 'SELECT 1';"
     "COMMENT ON FUNCTION g IS 'one'",
     "CREATE FUNCTION g(a int, b text DEFAULT 'y') RETURNS int LANGUAGE sql IMMUTABLE STRICT"
     " AS 'SELECT 2'"},
    {"FunctionWithAnotherResult", "",
     "CREATE FUNCTION g(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
     "COMMENT ON FUNCTION g IS 'one'; CREATE VIEW v AS SELECT g(1) IS NULL AS nothing",
     "CREATE FUNCTION g(b int) RETURNS SETOF bigint LANGUAGE sql AS 'SELECT 2::bigint';"
     "CREATE VIEW v AS SELECT g(1) IS NULL AS nothing"},
    {"FunctionWithOverloads", "",
     "CREATE FUNCTION g(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
     "CREATE FUNCTION g(text) RETURNS int LANGUAGE sql AS 'SELECT 2';"
     "CREATE FUNCTION g() RETURNS TABLE (a int, b text) LANGUAGE sql AS $$SELECT 1, 'x'$$",
     "CREATE FUNCTION g(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
     "CREATE FUNCTION g(text) RETURNS int LANGUAGE sql AS 'SELECT 3';"
     "CREATE FUNCTION g() RETURNS TABLE (a int, c text) LANGUAGE sql AS $$SELECT 1, 'x'$$"},
    {"Procedure", kTable,
     "CREATE PROCEDURE p(a int) LANGUAGE plpgsql AS $$BEGIN DELETE FROM t WHERE id = a; END$$;"
     "COMMENT ON PROCEDURE p IS 'away'",
     "CREATE PROCEDURE p(a int) LANGUAGE sql BEGIN ATOMIC DELETE FROM t WHERE id = a; END"},
    {"Aggregate", "CREATE FUNCTION join_(a text, b text) RETURNS text LANGUAGE sql AS 'SELECT a || b';",
     "CREATE AGGREGATE all_of (text) (SFUNC = join_, STYPE = text, INITCOND = 'x');"
     "COMMENT ON AGGREGATE all_of (text) IS 'joined'; CREATE VIEW v AS SELECT all_of('a') AS one",
     "CREATE AGGREGATE all_of (text) (SFUNC = join_, STYPE = text, PARALLEL = SAFE);"
     "CREATE VIEW v AS SELECT all_of('a') AS one"},
    {"Trigger", kTable,
     "CREATE TRIGGER tr BEFORE INSERT OR UPDATE OF name ON t FOR EACH ROW"
     " WHEN (NEW.n > 0) EXECUTE FUNCTION f(); COMMENT ON TRIGGER tr ON t IS 'touches'",
     "CREATE TRIGGER tr AFTER DELETE ON t REFERENCING OLD TABLE AS gone FOR EACH STATEMENT"
     " EXECUTE FUNCTION f('x'); ALTER TABLE t DISABLE TRIGGER tr"},
    {"TriggerState", kTable,
     "CREATE CONSTRAINT TRIGGER tr AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
     " EXECUTE FUNCTION f(); ALTER TABLE t ENABLE ALWAYS TRIGGER tr",
     "CREATE CONSTRAINT TRIGGER tr AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
     " EXECUTE FUNCTION f(); ALTER TABLE t ENABLE REPLICA TRIGGER tr"},
    {"Policy", "CREATE TABLE t (id int, owner name); ALTER TABLE t ENABLE ROW LEVEL SECURITY;",
     "CREATE POLICY p ON t USING (owner = current_user); COMMENT ON POLICY p ON t IS 'own rows'",
     "CREATE POLICY p ON t AS RESTRICTIVE FOR UPDATE TO CURRENT_USER USING (id > 0)"
     " WITH CHECK (id < 10)"},
    {"EnumWithMoreValues", "",
     "CREATE TYPE mood AS ENUM ('ok', 'it''s'); COMMENT ON TYPE mood IS 'how'",
     "CREATE TYPE mood AS ENUM ('bad', 'ok', 'fine', 'it''s', 'great')"},
    {"EnumWithOtherValues",
     "",
     "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');"
     "CREATE TABLE u (id int PRIMARY KEY, m mood NOT NULL DEFAULT 'ok', ms mood[] DEFAULT"
     " '{ok}', CONSTRAINT ck CHECK (m <> 'sad' OR ms IS NULL));"
     "CREATE INDEX part ON u (id) WHERE m = 'happy'; CREATE INDEX plain ON u (m);"
     "CREATE VIEW moody AS SELECT id, m FROM u WHERE m = 'ok'; CREATE VIEW deep AS SELECT m FROM"
     " moody; CREATE MATERIALIZED VIEW kept AS SELECT m FROM u; CREATE INDEX ki ON kept (m);"
     "CREATE FUNCTION how(m mood) RETURNS text LANGUAGE sql AS 'SELECT m::text';"
     "GRANT SELECT ON moody TO PUBLIC; COMMENT ON TYPE mood IS 'how it is'",
     "CREATE TYPE mood AS ENUM ('happy', 'ok', 'sad');"
     "CREATE TABLE u (id int PRIMARY KEY, m mood NOT NULL DEFAULT 'ok', ms mood[] DEFAULT"
     " '{ok}', CONSTRAINT ck CHECK (m <> 'sad' OR ms IS NULL));"
     "CREATE INDEX part ON u (id) WHERE m = 'happy'; CREATE INDEX plain ON u (m);"
     "CREATE VIEW moody AS SELECT id, m FROM u WHERE m = 'ok'; CREATE VIEW deep AS SELECT m FROM"
     " moody; CREATE MATERIALIZED VIEW kept AS SELECT m FROM u; CREATE INDEX ki ON kept (m);"
     "CREATE FUNCTION how(m mood) RETURNS text LANGUAGE sql AS 'SELECT m::text';"
     "GRANT SELECT ON moody TO PUBLIC; COMMENT ON TYPE mood IS 'how it is'"},
    {"Domain", "",
     "CREATE DOMAIN d AS text COLLATE \"C\" DEFAULT 'x' NOT NULL CONSTRAINT short"
     " CHECK (length(VALUE) < 10) CONSTRAINT kind CHECK (VALUE IN ('x', 'y'));"
     "COMMENT ON DOMAIN d IS 'short'",
     "CREATE DOMAIN d AS text COLLATE \"C\" CONSTRAINT short CHECK (length(VALUE) < 20);"
     "ALTER DOMAIN d ADD CONSTRAINT later CHECK (VALUE <> '') NOT VALID"},
    {"DomainOfAnotherType", "",
     "CREATE DOMAIN d AS int; CREATE TABLE u (a d, b int)",
     "CREATE DOMAIN d AS bigint DEFAULT 1; CREATE TABLE u (a d, b int)"},
    {"Composite", "",
     "CREATE TYPE pair AS (x int, y varchar(10) COLLATE \"C\"); COMMENT ON TYPE pair IS 'two';"
     "COMMENT ON COLUMN pair.x IS 'first'",
     "CREATE TYPE pair AS (x bigint, y varchar(10) COLLATE \"C\", z text[])"},
    {"CompositeInAnotherOrder", "",
     "CREATE TYPE pair AS (x int, y text)", "CREATE TYPE pair AS (y text, x int)"},
    {"Range", "",
     "CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = float8mi);"
     "COMMENT ON TYPE span IS 'from to'",
     "CREATE TYPE span AS RANGE (subtype = text, collation = \"C\","
     " multirange_type_name = \"Spans\")"},
    {"Sequence", "CREATE TABLE t (id bigint);",
     "CREATE SEQUENCE s; COMMENT ON SEQUENCE s IS 'numbers'",
     "CREATE SEQUENCE s AS smallint INCREMENT -2 MINVALUE -100 MAXVALUE 50 START 40 CACHE 5 CYCLE"
     " OWNED BY t.id"},
    {"SequenceOfADefault", "",
     "CREATE SEQUENCE s START 10; CREATE TABLE t (id numeric DEFAULT nextval('s'));"
     "ALTER SEQUENCE s OWNED BY t.id",
     "CREATE SEQUENCE s START 10; CREATE TABLE t (id numeric DEFAULT nextval('s'))"},
    {"Extension", "", "CREATE EXTENSION citext; COMMENT ON EXTENSION citext IS 'mine'",
     "CREATE EXTENSION citext"},
    {"RowSecurity", "",
     "CREATE TABLE t (a int); ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY,"
     " REPLICA IDENTITY FULL",
     "CREATE UNLOGGED TABLE t (a int) WITH (fillfactor = 50)"},
    {"TablesWithoutSecurity", "",
     "CREATE TABLE t (a int) WITH (fillfactor = 50, autovacuum_enabled = off)",
     "CREATE TABLE t (a int) WITH (fillfactor = 60); ALTER TABLE t ENABLE ROW LEVEL SECURITY"},
    {"Constraints",
     "CREATE EXTENSION btree_gist; CREATE TABLE p (a int, b int, UNIQUE (a, b));",
     "CREATE TABLE t (a int, b int, c int, during tsrange,"
     " CONSTRAINT pk PRIMARY KEY (a) INCLUDE (b) WITH (fillfactor = 70),"
     " CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (b, c) DEFERRABLE INITIALLY DEFERRED,"
     " CONSTRAINT fk FOREIGN KEY (b, c) REFERENCES p (a, b) MATCH FULL DEFERRABLE,"
     " CONSTRAINT fk2 FOREIGN KEY (b, c) REFERENCES p (a, b) ON DELETE SET NULL (c),"
     " CONSTRAINT ck CHECK (a > 0) NO INHERIT,"
     " CONSTRAINT ex EXCLUDE USING gist (b WITH =, during WITH &&) INCLUDE (c)"
     " WHERE (b > 0) DEFERRABLE);"
     "ALTER TABLE t ADD CONSTRAINT late CHECK (b > 0) NOT VALID;"
     "ALTER TABLE t ADD CONSTRAINT fk3 FOREIGN KEY (b, c) REFERENCES p (a, b) NOT VALID",
     "CREATE TABLE t (a int, b int, c int, during tsrange)"},
    {"Indexes", "",
     "CREATE TABLE t (a int, b text); CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT;"
     "COMMENT ON INDEX i IS 'one'; ALTER TABLE t CLUSTER ON i",
     "CREATE TABLE t (a int, b text)"},
    {"Columns", "",
     "CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY (START 5), s serial, b text, c text);"
     "ALTER TABLE t ALTER b SET STORAGE EXTERNAL, ALTER c SET COMPRESSION lz4,"
     " ALTER b SET STATISTICS 50, ALTER c SET (n_distinct = 5);"
     "ALTER SEQUENCE t_s_seq INCREMENT 5 AS bigint",
     "CREATE TABLE t (a int)"},
    {"Partitions", "",
     "CREATE TABLE p (id int, at date NOT NULL DEFAULT now(), v text, PRIMARY KEY (id, at))"
     " PARTITION BY RANGE (at); CREATE INDEX pv ON p (v);"
     "CREATE TABLE p1 PARTITION OF p (CONSTRAINT own CHECK (id > 0)) FOR VALUES FROM"
     " ('2020-01-01') TO ('2021-01-01') WITH (fillfactor = 70);"
     "CREATE TABLE p2 PARTITION OF p DEFAULT PARTITION BY LIST (id);"
     "CREATE TABLE p21 PARTITION OF p2 FOR VALUES IN (1, 2); CREATE INDEX own_i ON p21 (v, id)",
     "CREATE TABLE p (id int)"},
    {"Inheritance", "",
     "CREATE TABLE a (x int NOT NULL, CONSTRAINT ck CHECK (x > 0)); CREATE TABLE b (y text);"
     "CREATE TABLE c (z int) INHERITS (a, b); CREATE INDEX ci ON c (x)",
     "CREATE TABLE a (x int)"},
};
// clang-format on

class PostgresqlObjects : public testing::TestWithParam<Sample> {
 protected:
  Schema state(const char* which) {
    databases_.push_back(std::make_unique<FreshDatabase>("postgresql"));
    connections_.push_back(databases_.back()->connect());
    run_script(last(), GetParam().before);
    run_script(last(), which);
    return read_schema(last());
  }
  Connection& last() { return *connections_.back(); }

  std::vector<std::unique_ptr<FreshDatabase>> databases_;
  std::vector<std::unique_ptr<Connection>> connections_;
};

TEST_P(PostgresqlObjects, WhatIsReadBuildsTheSameAgain) {
  for (const char* which : {GetParam().first, GetParam().second}) {
    const Schema read = state(which);
    EXPECT_TRUE(read.unsupported.empty());
    FreshDatabase empty("postgresql");
    const auto other = empty.connect();
    build(*other, read);
    EXPECT_EQ(difference(read, read_schema(*other)), "") << which;
    tear_down(*other, read);
    EXPECT_EQ(difference(Schema{}, read_schema(*other)), "") << which;
  }
}

// Objects that both states have change; all else is left to the comparison of whole schemas.
std::vector<Operation> changes(const Schema& from, const Schema& to) {
  std::vector<Operation> operations;
  for (const auto& [id, object] : to.objects)
    if (const SchemaObject* old = from.object(id); old != nullptr && !(*old == object))
      operations.emplace_back(AlterObject{object, *old});
  for (const auto& [name, table] : to.tables) {
    const Table* old = from.table(name);
    if (old == nullptr || old->options == table.options) continue;
    SetTableOptions change{name, table.options, old->options};
    for (const auto& [key, value] : change.to["postgresql"])
      change.existing->operator[]("postgresql").try_emplace(key, "");
    for (const auto& [key, value] : (*change.existing)["postgresql"])
      change.to["postgresql"].try_emplace(key, "");
    operations.emplace_back(std::move(change));
  }
  return operations;
}

TEST_P(PostgresqlObjects, OneStateBecomesTheOtherAndComesBack) {
  const Schema second = state(GetParam().second);
  const Schema first = state(GetParam().first);
  const std::vector<Operation> there = changes(first, second);
  if (there.empty()) return;  // a matter of tables
  Schema expected = first;
  ASSERT_EQ(whimbrel::apply(std::span<const Operation>(there), expected), std::nullopt);
  for (const Operation& each : there) run(last(), {each});
  EXPECT_EQ(difference(expected, read_schema(last())), "");
  const auto back = inverse(there);
  ASSERT_TRUE(std::holds_alternative<std::vector<Operation>>(back));
  for (const Operation& each : std::get<std::vector<Operation>>(back)) run(last(), {each});
  EXPECT_EQ(difference(first, read_schema(last())), "");
}

INSTANTIATE_TEST_SUITE_P(All, PostgresqlObjects, testing::ValuesIn(kSamples),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace whimbrel::test
