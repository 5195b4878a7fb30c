// A database that is at revisions that no file has.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class WorkflowKept : public ::testing::Test {
 protected:
  WorkflowKept() {
    project_.add_revision("a1", "",
                          "upgrade:\n"
                          "  - create_table: {name: a, columns: [{name: id, type: integer}]}\n"
                          "downgrade: auto\n");
    project_.add_revision("b2", "a1",
                          "upgrade:\n  - add_column: {table: a, column: {name: note, type: text}}\n"
                          "downgrade: auto\n");
    project_.add_sql_revision("c3", "b2",
                              "-- whimbrel: upgrade\nCREATE TABLE c (id integer);\n"
                              "-- whimbrel: downgrade\nDROP TABLE c;\n");
    project_.succeed({"upgrade"});
  }
  void lose(const std::string& file) const {
    std::filesystem::remove(project_.path() / "migrations" / file);
  }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(WorkflowKept, IsToldWhichTheyAreAndWhatCanBeDone) {
  lose("c3.sql");
  for (const Arguments& command :
       std::vector<Arguments>{{"upgrade"}, {"current"}, {"downgrade", "-1"}})
    EXPECT_THAT(project_.expect(2, command).err,
                AllOf(HasSubstr("'c3' (applied 20"), HasSubstr("which no file here has"),
                      HasSubstr("--from-database"), HasSubstr("stamp --purge")));
}

TEST_F(WorkflowKept, TheyAreUndoneWithWhatTheDatabaseKeepsWhenThatIsAskedFor) {
  lose("c3.sql");
  lose("b2.yaml");
  project_.succeed({"downgrade", "--from-database", "a1"});
  EXPECT_EQ(project_.current(), "a1 (head)\n");
  EXPECT_THAT(project_.inspect(), AllOf(Not(HasSubstr("note")), Not(HasSubstr("  c:"))));
  project_.succeed({"downgrade", "base"});
  EXPECT_THAT(all_objects(database_), ElementsAre("whimbrel_journal", "whimbrel_version"));
}

TEST_F(WorkflowKept, TheWholeHistoryCanBeUndoneWithoutAnyFile) {
  for (const char* file : {"a1.yaml", "b2.yaml", "c3.sql"}) lose(file);
  project_.succeed({"downgrade", "--from-database", "base"});
  EXPECT_THAT(all_objects(database_), ElementsAre("whimbrel_journal", "whimbrel_version"));
}

TEST_F(WorkflowKept, FilesThatAreThereComeBeforeWhatIsKept) {
  project_.write("migrations/c3.sql",
                 "-- whimbrel: revision: c3\n-- whimbrel: down_revision: b2\n"
                 "-- whimbrel: upgrade\nSELECT 1;\n-- whimbrel: downgrade\nNOT SQL AT ALL;\n");
  EXPECT_THAT(project_.expect(1, {"downgrade", "--from-database", "-1"}).err,
              HasSubstr("c3.sql:6"));
}

TEST_F(WorkflowKept, ARevisionWithoutAWayBackStays) {
  project_.add_revision("d4", "c3",
                        "upgrade:\n  - create_table: {name: d, columns: [{name: id, type: "
                        "integer}]}\n");
  project_.succeed({"upgrade"});
  lose("d4.yaml");
  EXPECT_THAT(project_.expect(2, {"downgrade", "--from-database", "-1"}).err,
              AllOf(HasSubstr("no way down"), HasSubstr("kept in the database/d4.yaml")));
}

TEST_F(WorkflowKept, WhatWasStampedIsNotKept) {
  project_.add_revision("d4", "c3", "upgrade: []\ndowngrade: auto\n");
  project_.succeed({"stamp", "d4"});
  lose("d4.yaml");
  EXPECT_THAT(project_.expect(2, {"current"}).err,
              AllOf(HasSubstr("'d4', which no file"), Not(HasSubstr("--from-database"))));
  EXPECT_THAT(project_.expect(2, {"downgrade", "--from-database", "-1"}).err,
              HasSubstr("keeps nothing of it"));
}

}  // namespace
}  // namespace whimbrel::test
