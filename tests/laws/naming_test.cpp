// The sections `naming` and `manage` of whimbrel.yaml.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

void configure(Project& project, const std::string& section) {
  project.write("whimbrel.yaml", project.read("whimbrel.yaml") + section);
}

constexpr const char* kUnnamed = R"(tables:
  users:
    columns:
      id: {type: integer, primary_key: true}
      mail: {type: varchar(80), nullable: false}
    unique: [{columns: [mail]}]
  posts:
    columns:
      id: {type: integer, primary_key: true}
      author: {type: integer, references: {table: users, column: id}}
    checks: [{condition: author > 0}]
)";

TEST(Naming, OfTheProjectIsUsedForWhatNobodyNamed) {
  const FreshDatabase database;
  Project project(database);
  configure(project, R"(
naming:
  unique: "{table}_{columns}_unique"
  foreign_key: "{table}_{columns}_to_{referred_table}_{referred_columns}"
  check: "{table}_{fingerprint}_ok"
)");
  project.reach(kUnnamed, "First");
  EXPECT_THAT(project.inspect(),
              AllOf(HasSubstr("users_mail_unique"), HasSubstr("posts_author_to_users_id"),
                    Not(HasSubstr("uq_users")), Not(HasSubstr("fk_posts"))));
  project.reach(std::string(kUnnamed) + "    unique: [{columns: [author]}]\n", "Second");
  EXPECT_THAT(project.inspect(), HasSubstr("posts_author_unique"));
  project.succeed({"downgrade", "base"});
}

TEST(Naming, DoesNotTouchWhatHasAName) {
  const FreshDatabase database;
  Project project(database);
  project.reach(kUnnamed, "First");
  configure(project, "\nnaming: {unique: \"{table}_{columns}_unique\"}\n");
  EXPECT_THAT(project.succeed({"check"}), HasSubstr("No difference"));
}

TEST(Naming, ThatGivesTwoConstraintsOneNameIsRefused) {
  const FreshDatabase database;
  Project project(database);
  configure(project, "\nnaming: {unique: \"unique_{table}\"}\n");
  EXPECT_THAT(project.expect(2, {"check"}).err,
              AllOf(HasSubstr("whimbrel.yaml:"), HasSubstr("needs '{columns}'")));
}

TEST(Managed, IsWhatTheConfigurationLeavesForAnySource) {
  const FreshDatabase database;
  run_script(database, "CREATE TABLE legacy_a (id INTEGER); CREATE TABLE users (id INTEGER)");
  Project project(database);
  project.write("schema.sql", "CREATE TABLE users (id INTEGER);\n");
  configure(project, "\nschema: schema.sql\n");
  EXPECT_THAT(project.expect(3, {"check"}).out, HasSubstr("drop_table legacy_a"));
  configure(project, "manage: {exclude: [\"legacy_*\"]}\n");
  EXPECT_THAT(project.succeed({"check"}), HasSubstr("No difference"));
  EXPECT_THAT(project.inspect(), Not(HasSubstr("legacy_a")));
}

}  // namespace
}  // namespace whimbrel::test
