#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sqlite_fixture.h"
#include "whimbrel/dialect/abilities.h"

namespace whimbrel::test {
namespace {

TEST(SqliteScratchPlaces, AreEmptyDatabasesApartFromTheTarget) {
  SqliteDatabase database("CREATE TABLE a (b)");
  const auto* places = ability<ScratchPlaces>(database.dialect());
  auto opened = places->open(database.connection(), database.place().endpoint(), nullptr);
  const auto& place = std::get<std::unique_ptr<ScratchPlace>>(opened);
  EXPECT_THAT(place->read({}).tables, ::testing::IsEmpty());
  place->connection().execute("CREATE TABLE c (d)");
  EXPECT_EQ(place->read({}).tables.size(), 1u);
  EXPECT_EQ(database.read().tables.size(), 1u);
}

TEST(SqliteScratchPlaces, ShowWhatBecomesOfADesiredTable) {
  SqliteDatabase database;
  const auto* places = ability<ScratchPlaces>(database.dialect());
  auto opened = places->open(database.connection(), database.place().endpoint(), nullptr);
  auto& place = *std::get<std::unique_ptr<ScratchPlace>>(opened);
  Table desired;
  desired.name = QualifiedName("a");
  desired.columns = {column("id", "bigint", false)};
  desired.columns[0].autoincrement = true;
  desired.primary_key = PrimaryKey{{}, names({"id"})};
  for (const Statement& each : database.rendered({CreateTable{desired}}))
    place.connection().execute(each.sql);
  database.migrate({CreateTable{desired}});
  const Schema canonical = place.read({});
  EXPECT_EQ(canonical.tables, database.read().tables);
  // The number of a row must be INTEGER here, which has the 64 bits of bigint.
  EXPECT_EQ(canonical.table(desired.name)->columns[0].type.text, "integer");
  EXPECT_TRUE(canonical.table(desired.name)->columns[0].autoincrement);
}

}  // namespace
}  // namespace whimbrel::test
