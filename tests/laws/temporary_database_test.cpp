// Databases that are made for a while.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/dialect_fixture.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/abilities.h"

namespace whimbrel::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view kPrefix = "whimbrel_law_";

class TemporaryDatabaseLaw : public ::testing::Test {
 protected:
  const TemporaryDatabases& databases() const {
    return *ability<TemporaryDatabases>(beside_.dialect());
  }
  std::unique_ptr<TemporaryDatabase> made() const {
    auto answer = databases().create(beside_.endpoint(), kPrefix);
    if (auto* database = std::get_if<std::unique_ptr<TemporaryDatabase>>(&answer))
      return std::move(*database);
    ADD_FAILURE() << std::get<Unsupported>(answer).reason;
    return nullptr;
  }
  std::unique_ptr<Connection> connect(const Endpoint& endpoint) const {
    return beside_.dialect().connect(endpoint);
  }

  FreshDatabase beside_;
};

TEST_F(TemporaryDatabaseLaw, IsEmptyAndKeepsItsTablesBetweenSessions) {
  const auto database = made();
  ASSERT_NE(database, nullptr);
  EXPECT_THAT(database->endpoint().path, HasSubstr(kPrefix));
  connect(database->endpoint())->execute("CREATE TABLE a (b INTEGER)");
  const auto again = connect(database->endpoint());
  EXPECT_EQ(beside_.dialect().introspector().read(*again, {}).tables.size(), 1u);
  EXPECT_THAT(beside_.dialect().introspector().read(*beside_.connect(), {}).tables, IsEmpty());
}

TEST_F(TemporaryDatabaseLaw, IsGoneAtItsEndAlsoWithASessionOpen) {
  Endpoint endpoint;
  std::unique_ptr<Connection> session;
  {
    const auto database = made();
    endpoint = database->endpoint();
    session = connect(endpoint);
    session->execute("CREATE TABLE a (b INTEGER)");
  }
  EXPECT_THROW(connect(endpoint)->query("SELECT b FROM a"), Error);
}

TEST_F(TemporaryDatabaseLaw, OfAMakerThatLivesIsNoLeftover) {
  const auto database = made();
  const auto dropped = databases().drop_leftovers(beside_.endpoint(), kPrefix);
  EXPECT_THAT(dropped, Not(Contains(HasSubstr(database->endpoint().path))));
  EXPECT_NO_THROW(connect(database->endpoint())->execute("CREATE TABLE a (b INTEGER)"));
}

TEST_F(TemporaryDatabaseLaw, HasAnEndpointWithoutADatabaseAsItsNeighbourToo) {
  if (dialect_under_test() == "sqlite") return;  // a URL of a file always names one
  Endpoint server = beside_.endpoint();
  server.path.clear();
  auto answer = databases().create(server, kPrefix);
  ASSERT_TRUE(std::holds_alternative<std::unique_ptr<TemporaryDatabase>>(answer));
  const auto& database = std::get<std::unique_ptr<TemporaryDatabase>>(answer);
  EXPECT_NO_THROW(connect(database->endpoint())->execute("CREATE TABLE a (b INTEGER)"));
}

}  // namespace
}  // namespace whimbrel::test
