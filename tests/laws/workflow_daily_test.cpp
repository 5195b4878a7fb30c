// The daily way: from an empty folder to a database that has what was asked for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* kUsers = R"(
tables:
  users:
    columns:
      id: {type: bigint, primary_key: true, autoincrement: true}
      email: {type: varchar(320), nullable: false, unique: true}
)";
constexpr const char* kUsersWithNames = R"(
tables:
  users:
    columns:
      id: {type: bigint, primary_key: true, autoincrement: true}
      email: {type: varchar(320), nullable: false, unique: true}
      name: {type: varchar(80)}
)";

TEST(Workflow, LeadsFromAnEmptyFolderToTheDesiredSchema) {
  const FreshDatabase database;
  const TemporaryFolder folder;
  const auto whimbrel = [&](Arguments arguments) {
    const CommandResult result = run({.arguments = arguments,
                                      .working_folder = folder.path(),
                                      .environment = {{"URL", database.url().reveal()},
                                                      {"WHIMBREL_CACHE_DIR", folder / "cache"}}});
    EXPECT_EQ(result.exit_code, 0) << join(arguments, " ") << "\n" << result.out << result.err;
    return result;
  };
  EXPECT_THAT(whimbrel({"init"}).err, HasSubstr("whimbrel revision --autogenerate"));
  const std::string config = folder.read("whimbrel.yaml");
  ASSERT_THAT(config, HasSubstr("url: sqlite:app.db"));
  folder.write("whimbrel.yaml", replaced(config, "url: sqlite:app.db", "url: ${URL}"));
  folder.write("schema.yaml", kUsers);
  EXPECT_THAT(whimbrel({"revision", "--autogenerate", "-m", "First tables"}).out,
              ContainsRegex("created migrations/[0-9a-f]{12}_first_tables.yaml"));
  EXPECT_THAT(whimbrel({"upgrade", "head"}).err, HasSubstr("First tables"));
  EXPECT_THAT(whimbrel({"current"}).out, ContainsRegex("^[0-9a-f]{12} \\(head\\)\n$"));
  EXPECT_THAT(whimbrel({"check"}).out, HasSubstr("No difference"));
  database.connect()->execute("INSERT INTO users (email) VALUES ('mira@example.org')");
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM users"), "1");
}

TEST(Workflow, WhatInitWritesWorksAsItIs) {
  const FreshDatabase database;
  Project project(database);
  project.succeed({"init", "db"});
  EXPECT_THAT(project.read("db/whimbrel.yaml"), HasSubstr("targets:"));
  EXPECT_EQ(project.succeed({"upgrade", "-c", "db/whimbrel.yaml"}), "");
  EXPECT_THAT(
      project.succeed({"check", "-c", "db/whimbrel.yaml", "--url", database.url().reveal()}),
      HasSubstr("No difference"));
}

TEST(Workflow, ASecondAutogenerateWritesNothingAndSaysSo) {
  const FreshDatabase database;
  Project project(database);
  project.reach(kUsers);
  EXPECT_THAT(project.succeed({"revision", "--autogenerate", "-m", "Again"}),
              HasSubstr("No difference: nothing to write."));
  EXPECT_THAT(project.revision_files(), SizeIs(1));
}

TEST(Workflow, ACheckThatDiffersSaysWhatAndChangesNothing) {
  const FreshDatabase database;
  Project project(database);
  project.reach(kUsers);
  project.want(kUsersWithNames);
  const CommandResult result = project.expect(3, {"check"});
  EXPECT_THAT(result.out, HasSubstr("add_column users.name"));
  project.expect(3, {"check"});
  EXPECT_THAT(project.revision_files(), SizeIs(1));
}

TEST(Workflow, AutogenerateRefusesWhileRevisionsArePendingAndNamesThem) {
  const FreshDatabase database;
  Project project(database);
  project.want(kUsers);
  project.succeed({"revision", "--autogenerate", "-m", "First"});
  const std::string pending = project.head();
  project.want(kUsersWithNames);
  const CommandResult result = project.expect(3, {"revision", "--autogenerate", "-m", "Second"});
  EXPECT_THAT(result.err, AllOf(HasSubstr(pending), HasSubstr("whimbrel upgrade head")));
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(project.revision_files(), SizeIs(1));
}

TEST(Workflow, UpgradeGoesAStepAndDowngradeGoesItBack) {
  const FreshDatabase database;
  Project project(database);
  project.want(kUsers);
  project.succeed({"revision", "--autogenerate", "-m", "First"});
  project.succeed({"upgrade", "+1"});
  const std::string first = project.head();
  project.reach(kUsersWithNames);
  project.succeed({"downgrade", "-1"});
  EXPECT_EQ(project.current(), first + "\n");
  project.succeed({"upgrade", "+1"});
  project.succeed({"check"});
  project.succeed({"downgrade", "base"});
  EXPECT_EQ(project.current(), "");
  EXPECT_THAT(all_objects(database), ElementsAre("whimbrel_journal", "whimbrel_version"));
}

TEST(Workflow, UpgradeSaysWhenThereIsNothingToDo) {
  const FreshDatabase database;
  Project project(database);
  project.reach(kUsers);
  EXPECT_THAT(project.expect(0, {"upgrade"}).err, HasSubstr("Nothing to do"));
}

TEST(Workflow, APlanIsPrintedAndNothingIsDone) {
  const FreshDatabase database;
  Project project(database);
  project.want(kUsers);
  project.succeed({"revision", "--autogenerate", "-m", "First"});
  EXPECT_THAT(project.succeed({"upgrade", "--plan"}),
              HasSubstr("upgrade base -> " + project.head()));
  EXPECT_THAT(project.succeed({"upgrade", "--plan", "--verbose"}), HasSubstr("CREATE TABLE"));
  EXPECT_THAT(all_objects(database), IsEmpty());
}

TEST(Workflow, StampSetsTheVersionAndRunsNothing) {
  const FreshDatabase database;
  Project project(database);
  project.want(kUsers);
  project.succeed({"revision", "--autogenerate", "-m", "First"});
  project.succeed({"stamp", "head"});
  EXPECT_EQ(project.current(), project.head() + " (head)\n");
  EXPECT_THAT(all_objects(database), Not(testing::Contains("users")));
  project.succeed({"stamp", "base"});
  EXPECT_EQ(project.current(), "");
}

}  // namespace
}  // namespace whimbrel::test
