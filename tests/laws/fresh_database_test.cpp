#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/dialect_fixture.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(FreshDatabase, IsEmptyAndOfTheDialectUnderTest) {
  const FreshDatabase database;
  EXPECT_EQ(database.dialect().name(), dialect_under_test());
  EXPECT_EQ(database.endpoint().scheme, dialect_under_test());
  const auto connection = database.connect();
  const Schema schema = database.dialect().introspector().read(*connection, {});
  EXPECT_THAT(schema.tables, IsEmpty());
}

TEST(FreshDatabase, KeepsItsDataBetweenSessions) {
  const FreshDatabase database;
  database.connect()->execute("CREATE TABLE a (b INTEGER)");
  database.connect()->execute("INSERT INTO a VALUES (7)");
  EXPECT_THAT(database.connect()->query("SELECT b FROM a").rows, ElementsAre(ElementsAre("7")));
}

TEST(FreshDatabase, SharesNothingWithAnother) {
  const FreshDatabase first;
  const FreshDatabase second;
  first.connect()->execute("CREATE TABLE a (b INTEGER)");
  EXPECT_THROW(second.connect()->query("SELECT b FROM a"), Error);
}

TEST(FreshDatabase, IsGoneAtTheEndAlsoWithASessionOpen) {
  Endpoint endpoint;
  std::unique_ptr<Connection> session;
  {
    const FreshDatabase database;
    endpoint = database.endpoint();
    session = database.connect();
    session->execute("CREATE TABLE a (b INTEGER)");
  }
  const Dialect& dialect = test_dialect(dialect_under_test());
  EXPECT_THROW(dialect.connect(endpoint)->query("SELECT b FROM a"), Error);
}

}  // namespace
}  // namespace whimbrel::test
