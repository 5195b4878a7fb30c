// MariaDB has no indexes on expressions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;

TEST(MariadbIndexes, AnExpressionAsKeyIsRefusedBeforeAnythingIsSent) {
  const FreshDatabase database("mariadb");
  Project project(database);
  project.add_revision("a1", "",
                       "upgrade:\n"
                       "  - create_table: {name: a, columns: [{name: b, type: varchar(20)}]}\n"
                       "  - create_index: {name: i, table: a, columns: [{expression: lower(b)}]}\n"
                       "downgrade: auto\n");
  EXPECT_THAT(project.expect(1, {"upgrade"}).err, HasSubstr("unsupported: create_index i on a"));
  EXPECT_EQ(project.current(), "");
}

}  // namespace
}  // namespace whimbrel::test
