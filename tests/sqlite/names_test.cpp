// Names that differ in case only.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sqlite_fixture.h"
#include "whimbrel/dialect/abilities.h"
#include "whimbrel/dialect/name_matching.h"
#include "whimbrel/diff/adopt_names.h"
#include "whimbrel/diff/diff.h"

namespace whimbrel::test {
namespace {

using ::testing::IsEmpty;

std::vector<std::string> differences(SqliteDatabase& database, SqliteDatabase& wanted) {
  Schema desired = wanted.read();
  const Schema actual = database.read();
  const Capabilities& can = database.dialect().capabilities();
  const auto* names = ability<NameMatching>(database.dialect());
  if (names != nullptr && names->ignores_case()) adopt_names(desired, actual);
  std::vector<std::string> found;
  for (const Operation& each : diff(actual, desired, can).operations)
    found.push_back(summary(each));
  return found;
}

constexpr const char* kLower = R"(
    CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, b INT, CONSTRAINT uq UNIQUE (name, b));
    CREATE TABLE posts (author INT REFERENCES users (id), CONSTRAINT fk FOREIGN KEY (author)
                        REFERENCES users (b));
    CREATE INDEX ix ON users (b, name);
    CREATE VIEW v AS SELECT 1;
    CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT 1; END)";

constexpr const char* kUpper = R"(
    CREATE TABLE USERS (ID INTEGER PRIMARY KEY, Name TEXT, B INT, CONSTRAINT UQ UNIQUE (NAME, b));
    CREATE TABLE Posts (AUTHOR INT REFERENCES USERS (ID), CONSTRAINT FK FOREIGN KEY (Author)
                        REFERENCES USERS (b));
    CREATE INDEX IX ON USERS (B, Name);
    CREATE VIEW V AS SELECT 1;
    CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT 1; END)";

TEST(SqliteNames, ThatDifferInCaseOnlyAreNoDifference) {
  SqliteDatabase lower(kLower);
  SqliteDatabase upper(kUpper);
  EXPECT_THAT(differences(lower, upper), IsEmpty());
  EXPECT_THAT(differences(upper, lower), IsEmpty());
}

TEST(SqliteNames, AreThoseOfTheDatabaseInWhatIsChanged) {
  SqliteDatabase lower(kLower);
  SqliteDatabase upper(kUpper);
  upper.run("ALTER TABLE USERS ADD COLUMN Extra TEXT; CREATE INDEX More ON Posts (AUTHOR)");
  EXPECT_THAT(
      differences(lower, upper),
      ::testing::UnorderedElementsAre("add_column users.Extra", "create_index More on posts"));
}

}  // namespace
}  // namespace whimbrel::test
