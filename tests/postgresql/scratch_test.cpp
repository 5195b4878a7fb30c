// Scratch places: they look like the target, hold what is built in them, and leave nothing behind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "postgresql/live_schema.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/abilities.h"

namespace whimbrel::test {
namespace {

using Opened = std::variant<std::unique_ptr<ScratchPlace>, Unsupported>;

const ScratchPlaces& places() { return *ability<ScratchPlaces>(postgresql()); }

std::unique_ptr<ScratchPlace> opened(Opened result) {
  if (auto* place = std::get_if<std::unique_ptr<ScratchPlace>>(&result)) return std::move(*place);
  ADD_FAILURE() << std::get<Unsupported>(result).reason;
  return nullptr;
}

std::string value(Connection& connection, std::string_view sql) {
  return connection.query(sql).rows.at(0).at(0).value_or("NULL");
}

// The role that owns one database and may not create any.
Endpoint plain_endpoint() {
  const char* url = std::getenv("WHIMBREL_TEST_POSTGRESQL_PLAIN_URL");
  if (url == nullptr) throw std::runtime_error("start the servers: scripts/servers start");
  return parse_url(Secret(url));
}

constexpr const char* kTable =
    "CREATE TABLE whimbrel_t (a int PRIMARY KEY, b text DEFAULT 'x' CHECK (b IN ('x', 'y')));"
    "CREATE TABLE whimbrel_u (a int REFERENCES whimbrel_t)";

TEST(PostgresqlScratch, TheDatabaseIsLikeTheTargetAndGoesWithThePlace) {
  FreshDatabase database("postgresql");
  const auto target = database.connect();
  run_script(*target,
             "CREATE SCHEMA app; CREATE SCHEMA audit; CREATE EXTENSION citext SCHEMA app;"
             "CREATE TABLE t (a int); SET search_path = app, public");
  auto place = opened(places().open(*target, database.endpoint(), nullptr));
  ASSERT_NE(place, nullptr);
  Connection& inside = place->connection();
  const std::string name = value(inside, "SELECT current_database()");
  EXPECT_THAT(name, testing::StartsWith("whimbrel_scratch_"));
  EXPECT_EQ(value(inside, "SELECT current_schema()"), "app");
  const char* locale =
      "SELECT concat_ws(' ', encoding, datcollate, datctype) FROM pg_database"
      " WHERE datname = current_database()";
  EXPECT_EQ(value(inside, locale), value(*target, locale));
  EXPECT_TRUE(place->read({}).tables.empty());
  run_script(inside, kTable);
  inside.execute("CREATE TABLE audit.log (a citext)");
  const Schema built = place->read({});
  EXPECT_EQ(built.tables.size(), 2u);
  EXPECT_EQ(built.tables.begin()->second.checks.at(0).condition.text,
            "b = ANY (ARRAY['x'::text, 'y'::text])");
  place.reset();
  EXPECT_EQ(value(*target, "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'"), "0");
}

TEST(PostgresqlScratch, AGivenServerIsUsedAndWhatIsInThereIsNotTouched) {
  FreshDatabase database("postgresql");
  FreshDatabase elsewhere("postgresql");
  elsewhere.connect()->execute("CREATE TABLE theirs (a int)");
  const auto target = database.connect();
  const Endpoint scratch = elsewhere.endpoint();
  auto place = opened(places().open(*target, database.endpoint(), &scratch));
  ASSERT_NE(place, nullptr);
  EXPECT_TRUE(place->read({}).tables.empty());
  run_script(place->connection(), kTable);
  place.reset();
  EXPECT_EQ(read_schema(*elsewhere.connect()).tables.size(), 1u);
}

TEST(PostgresqlScratch, WithoutTheRightToCreateDatabasesASchemaIsRolledBackInTheEnd) {
  const Endpoint endpoint = plain_endpoint();
  const auto target = postgresql().connect(endpoint);
  const std::string schemas = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'whimbrel%'";
  const Schema before = read_schema(*target);
  auto place = opened(places().open(*target, endpoint, nullptr));
  ASSERT_NE(place, nullptr);
  run_script(place->connection(), kTable);
  const Schema built = place->read({});
  ASSERT_EQ(built.tables.size(), 2u);
  const Table& referring = built.tables.at(QualifiedName("whimbrel_u"));
  EXPECT_EQ(referring.foreign_keys.at(0).referred_table, QualifiedName("whimbrel_t"));
  place.reset();
  EXPECT_EQ(value(*target, schemas), "0");
  EXPECT_EQ(read_schema(*target), before);
}

TEST(PostgresqlScratch, BothKindsOfPlacesReadTheSame) {
  FreshDatabase database("postgresql");
  const auto target = database.connect();
  const Endpoint plain = plain_endpoint();
  const auto plain_target = postgresql().connect(plain);
  auto as_database = opened(places().open(*target, database.endpoint(), nullptr));
  auto as_schema = opened(places().open(*plain_target, plain, nullptr));
  ASSERT_TRUE(as_database && as_schema);
  for (ScratchPlace* place : {as_database.get(), as_schema.get()}) {
    run_script(place->connection(), kTable);
    run_script(place->connection(),
               "CREATE SEQUENCE s; CREATE FUNCTION f(n int) RETURNS int IMMUTABLE LANGUAGE sql AS"
               " 'SELECT 1'; CREATE TABLE v (a int DEFAULT nextval('s'), b serial);"
               "CREATE INDEX i ON v (f(a)) WHERE f(a) > 1");
  }
  EXPECT_EQ(as_schema->read({}), as_database->read({}));
}

TEST(PostgresqlScratch, ASchemaSurvivesFailedStatementsAndHasTransactionsOfItsOwn) {
  const Endpoint endpoint = plain_endpoint();
  const auto target = postgresql().connect(endpoint);
  auto place = opened(places().open(*target, endpoint, nullptr));
  ASSERT_NE(place, nullptr);
  Connection& inside = place->connection();
  EXPECT_THROW(inside.execute("CREATE TABLE t (a no_such_type)"), Error);
  inside.begin();
  inside.execute("CREATE TABLE t (a int)");
  EXPECT_THROW(inside.execute("CREATE TABLE t (a int)"), Error);
  inside.rollback();
  EXPECT_TRUE(place->read({}).tables.empty());
  inside.begin();
  inside.execute("CREATE TABLE t (a int)");
  EXPECT_EQ(place->read({}).tables.size(), 1u);
  inside.commit();
  inside.rollback();
  EXPECT_EQ(place->read({}).tables.size(), 1u);
}

TEST(PostgresqlScratch, ARoleWithoutAnyRightIsToldWhy) {
  FreshDatabase database("postgresql");
  database.connect()->execute("GRANT CONNECT ON DATABASE \"" + database.name() + "\" TO plain");
  Endpoint endpoint = plain_endpoint();
  endpoint.path = database.name();
  const auto target = postgresql().connect(endpoint);
  const Opened result = places().open(*target, endpoint, nullptr);
  const auto* unsupported = std::get_if<Unsupported>(&result);
  ASSERT_NE(unsupported, nullptr);
  EXPECT_THAT(unsupported->reason, testing::HasSubstr("may not create databases"));
}

}  // namespace
}  // namespace whimbrel::test
