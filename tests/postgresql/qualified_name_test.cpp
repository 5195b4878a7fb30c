// Operations that name the default schema.
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

TEST(PostgresqlNames, ATableMayBeNamedWithTheDefaultSchema) {
  const FreshDatabase database("postgresql");
  Project project(database);
  project.add_revision("a1", "",
                       "upgrade:\n"
                       "  - create_table: {name: public.t, columns: [{name: a, type: text}]}\n"
                       "downgrade: auto\n");
  project.succeed({"upgrade"});
  project.add_revision(
      "b2", "a1",
      "upgrade:\n"
      "  - alter_column: {table: public.t, column: a, type: integer, existing: {type: text}}\n"
      "downgrade: auto\n");
  run_script(database, "INSERT INTO t VALUES ('7')");
  project.succeed({"upgrade"});
  EXPECT_EQ(value_of(database, "SELECT a + 1 FROM t"), "8");
  project.succeed({"downgrade", "base"});
}

}  // namespace
}  // namespace whimbrel::test
