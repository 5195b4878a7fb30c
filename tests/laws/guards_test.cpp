// if_exists and if_not_exists: nothing happens where there is nothing to do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;

constexpr const char* kThere = R"(upgrade:
  - create_table:
      name: people
      columns:
        - {name: id, type: integer, primary_key: true}
        - {name: mail, type: varchar(80)}
  - create_index: {name: ix_people_mail, table: people, columns: [mail]}
downgrade: auto
)";

// Each in a revision of its own, as databases want it that commit each statement by itself.
constexpr const char* kNothingToDo[] = {
    "create_table: {name: people, if_not_exists: true, columns: [{name: other, type: integer}]}",
    "add_column: {table: people, if_not_exists: true, column: {name: mail, type: integer}}",
    "create_index: {name: ix_people_mail, table: people, if_not_exists: true, columns: [id]}",
    "drop_table: {name: ghosts, if_exists: true}",
    "drop_column: {table: people, column: ghost, if_exists: true}",
    "drop_index: {name: ix_ghost, table: people, if_exists: true}",
    "drop_constraint: {table: people, name: ck_ghost, type: check, if_exists: true}",
    "drop_constraint: {table: ghosts, name: uq_ghost, type: unique, if_exists: true}",
};

constexpr const char* kSomethingToDo[] = {
    "add_column: {table: people, if_not_exists: true, column: {name: age, type: integer}}",
    "create_index: {name: ix_people_age, table: people, if_not_exists: true, columns: [age]}",
    "create_table: {name: pets, if_not_exists: true, columns: [{name: id, type: integer}]}",
    "drop_index: {name: ix_people_mail, table: people, if_exists: true}",
    "drop_column: {table: people, column: mail, if_exists: true}",
};

TEST(Guards, ChangeNothingWhereThereIsNothingToDo) {
  const FreshDatabase database;
  Project project(database);
  project.add_revision("r0", "", kThere);
  project.succeed({"upgrade", "head"});
  const std::string before = project.inspect();
  std::string parent = "r0";
  for (const char* each : kNothingToDo) {
    const std::string id = "n" + std::to_string(project.revision_files().size());
    project.add_revision(id, parent, "upgrade:\n  - " + std::string(each) + "\ndowngrade: []\n");
    parent = id;
  }
  project.succeed({"upgrade", "head"});
  EXPECT_EQ(project.inspect(), before);
  project.succeed({"downgrade", "base"});
}

TEST(Guards, LetThroughWhatThereIsToDo) {
  const FreshDatabase database;
  Project project(database);
  project.add_revision("r0", "", kThere);
  std::string parent = "r0";
  for (const char* each : kSomethingToDo) {
    const std::string id = "s" + std::to_string(project.revision_files().size());
    project.add_revision(id, parent, "upgrade:\n  - " + std::string(each) + "\n");
    parent = id;
  }
  project.succeed({"upgrade", "head"});
  project.want(R"(tables:
  people:
    columns: {id: {type: integer, primary_key: true}, age: {type: integer}}
    indexes: {ix_people_age: {columns: [age]}}
  pets:
    columns: {id: {type: integer}}
)");
  EXPECT_THAT(project.succeed({"check"}), HasSubstr("No difference"));
}

TEST(Guards, SeeWhatTheOperationsBeforeThemDid) {
  const FreshDatabase database;
  Project project(database);
  project.add_revision("r0", "", std::string(kThere));
  project.add_revision("r1", "r0", R"(upgrade:
  - create_table: {name: pets, columns: [{name: id, type: integer}]}
  - drop_index: {name: ix_people_mail, table: people}
  - create_index: {name: ix_people_mail, table: people, columns: [id], if_not_exists: true}
)");
  const bool one_by_one = !database.dialect().capabilities().transactional_ddl;
  const CommandResult result = project.run({"upgrade", "head"});
  if (one_by_one) {
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.err, HasSubstr("commit one by one"));
    EXPECT_THAT(project.current(), HasSubstr("r0"));
  } else {
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(project.inspect(), HasSubstr("ix_people_mail"));
  }
}

TEST(Guards, HaveNoWayBackOfTheirOwn) {
  const FreshDatabase database;
  Project project(database);
  project.add_revision("r0", "", R"(upgrade:
  - create_table: {name: pets, if_not_exists: true, columns: [{name: id, type: integer}]}
downgrade: auto
)");
  project.succeed({"upgrade", "head"});
  EXPECT_THAT(project.expect(2, {"downgrade", "base"}).err,
              HasSubstr("it is not known whether it did anything"));
}

TEST(Guards, AreRefusedWhereNoDatabaseCanBeAsked) {
  const FreshDatabase database;
  Project project(database);
  project.add_revision("r0", "", "upgrade:\n  - drop_table: {name: ghosts, if_exists: true}\n");
  EXPECT_THAT(project.run({"upgrade", "base:head", "--sql"}).err,
              HasSubstr("what is there can be seen only in the database"));
}

}  // namespace
}  // namespace whimbrel::test
