// Temporary databases and the rights that they need.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "support/dialect_fixture.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/abilities.h"

namespace whimbrel::test {
namespace {

const TemporaryDatabases& databases() {
  return *ability<TemporaryDatabases>(test_dialect("postgresql"));
}

TEST(PostgresqlTemporaryDatabase, IsRefusedWithTheReasonToARoleThatMayNotCreateDatabases) {
  const char* url = std::getenv("WHIMBREL_TEST_POSTGRESQL_PLAIN_URL");
  ASSERT_NE(url, nullptr) << "start the servers: scripts/servers start";
  const auto answer = databases().create(parse_url(Secret(url)), "whimbrel_law_");
  ASSERT_TRUE(std::holds_alternative<Unsupported>(answer));
  EXPECT_THAT(std::get<Unsupported>(answer).reason, testing::HasSubstr("CREATEDB"));
}

TEST(PostgresqlTemporaryDatabase, HasTheEncodingAndTheLocaleOfItsNeighbour) {
  const FreshDatabase beside("postgresql");
  auto answer = databases().create(beside.endpoint(), "whimbrel_law_");
  const auto& database = std::get<std::unique_ptr<TemporaryDatabase>>(answer);
  const auto facts = [](Connection& connection) {
    return connection
        .query(
            "SELECT concat_ws(' ', encoding, datcollate, datctype) FROM pg_database"
            " WHERE datname = current_database()")
        .rows;
  };
  const Dialect& dialect = test_dialect("postgresql");
  EXPECT_EQ(facts(*dialect.connect(database->endpoint())), facts(*beside.connect()));
}

}  // namespace
}  // namespace whimbrel::test
