// Names that are longer than the database keeps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string long_name() { return std::string(70, 'n'); }

TEST(LongNames, AreRefusedBeforeAnythingRuns) {
  const FreshDatabase database;
  Project project(database);
  project.add_revision(
      "r0", "", "upgrade:\n  - create_table: {name: t, columns: [{name: id, type: integer}]}\n");
  project.add_revision(
      "r1", "r0",
      "upgrade:\n  - add_column: {table: t, column: {name: " + long_name() + ", type: integer}}\n");
  if (database.dialect().capabilities().longest_identifier == 0) {
    project.succeed({"upgrade", "head"});
    EXPECT_THAT(project.inspect(), HasSubstr(long_name()));
    return;
  }
  const std::string said = project.expect(2, {"upgrade", "head"}).err;
  EXPECT_THAT(said, AllOf(HasSubstr("r1.yaml:"), HasSubstr("column '" + long_name() + "' has 70"),
                          HasSubstr("and the database keeps 6")));
  EXPECT_EQ(project.current(), "");
}

TEST(LongNames, OfADesiredSchemaAreRefusedWhenTheRevisionWouldBeWritten) {
  const FreshDatabase database;
  Project project(database);
  project.want("tables: {" + long_name() + ": {columns: {id: {type: integer}}}}\n");
  if (database.dialect().capabilities().longest_identifier == 0)
    return project.reach_the_desired_schema("long");
  EXPECT_THAT(project.expect(2, {"revision", "--autogenerate", "-m", "x"}).err,
              HasSubstr("table '" + long_name() + "' has 70"));
  EXPECT_TRUE(project.revision_files().empty());
}

TEST(LongNames, AreCountedAsTheDatabaseCounts) {
  const FreshDatabase database;
  Project project(database);
  std::string name;
  for (int i = 0; i < 40; ++i) name += "ü";
  project.add_revision(
      "r0", "",
      "upgrade:\n  - create_table: {name: " + name + ", columns: [{name: id, type: integer}]}\n");
  const Capabilities& can = database.dialect().capabilities();
  if (can.longest_identifier != 0 && !can.identifiers_in_characters)
    EXPECT_THAT(project.expect(2, {"upgrade", "head"}).err, HasSubstr("has 80 bytes"));
  else
    project.succeed({"upgrade", "head"});
}

}  // namespace
}  // namespace whimbrel::test
