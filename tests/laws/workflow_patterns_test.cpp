// The three everyday patterns, written by hand and generated, both ways.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kUsers = R"(tables:
  users:
    columns:
      id: {type: bigint, primary_key: true, autoincrement: true}
      email: {type: varchar(320), nullable: false}
)";
constexpr const char* kNotifications = R"(
  notifications:
    columns:
      id: {type: uuid, primary_key: true}
      user_id: {type: bigint, nullable: false, references: {table: users, column: id, on_delete: cascade}}
      payload: {type: {default: json, postgresql: jsonb}}
      created_at: {type: timestamp with time zone, nullable: false, default: {expression: CURRENT_TIMESTAMP}}
      read_at: {type: timestamp with time zone}
)";
constexpr const char* kLocale = R"(      locale: {type: varchar(10), nullable: false, default: en}
)";
constexpr const char* kIndex = R"(    indexes:
      ix_users_email: {columns: [email]}
)";

constexpr const char* kCreateTable = R"(upgrade:
  - create_table:
      name: notifications
      columns:
        - {name: id, type: uuid, primary_key: true}
        - {name: user_id, type: bigint, nullable: false, references: {table: users, column: id, on_delete: cascade}}
        - {name: payload, type: {default: json, postgresql: jsonb}}
        - {name: created_at, type: timestamp with time zone, nullable: false, default: {expression: CURRENT_TIMESTAMP}}
        - {name: read_at, type: timestamp with time zone}
)";
constexpr const char* kAddColumn = R"(upgrade:
  - add_column: {table: users, column: {name: locale, type: varchar(10), nullable: false, default: en}}
)";
constexpr const char* kCreateIndex = R"(upgrade:
  - create_index: {name: ix_users_email, table: users, columns: [email]}
)";

/// What a pattern adds to the schema of users, the migration for it, and its way back by hand.
struct Pattern {
  const char* title;
  std::string schema;
  std::string upgrade;
  std::string downgrade;
};

void PrintTo(const Pattern& pattern, std::ostream* out) { *out << pattern.title; }

class WorkflowPattern : public ::testing::TestWithParam<Pattern> {
 protected:
  WorkflowPattern() {
    project_.reach(kUsers, "Users");
    run_script(database_, "INSERT INTO users (email) VALUES ('mira@example.org')");
    before_ = project_.inspect();
    base_ = project_.head();
  }

  void expect_a_way_back() {
    project_.succeed({"check"});
    EXPECT_NE(project_.inspect(), before_);
    project_.succeed({"downgrade", "-1"});
    EXPECT_EQ(project_.inspect(), before_);
    EXPECT_EQ(value_of(database_, "SELECT email FROM users"), "mira@example.org");
    project_.succeed({"upgrade"});
    project_.succeed({"check"});
  }

  FreshDatabase database_;
  Project project_{database_};
  std::string before_;
  std::string base_;
};

TEST_P(WorkflowPattern, WrittenByHandWorksBothWays) {
  project_.want(GetParam().schema);
  project_.add_revision("a1", base_, GetParam().upgrade + GetParam().downgrade);
  project_.succeed({"upgrade"});
  expect_a_way_back();
}

TEST_P(WorkflowPattern, WithDowngradeAutoWorksBothWays) {
  project_.want(GetParam().schema);
  project_.add_revision("a1", base_, GetParam().upgrade + "downgrade: auto\n");
  project_.succeed({"upgrade"});
  expect_a_way_back();
}

TEST_P(WorkflowPattern, GeneratedWorksBothWays) {
  project_.reach(GetParam().schema);
  expect_a_way_back();
}

INSTANTIATE_TEST_SUITE_P(
    , WorkflowPattern,
    ::testing::Values(Pattern{"CreateATable", std::string(kUsers) + kNotifications, kCreateTable,
                              "downgrade:\n  - drop_table: {name: notifications}\n"},
                      Pattern{"AddAColumn", std::string(kUsers) + kLocale, kAddColumn,
                              "downgrade:\n  - drop_column: {table: users, column: locale}\n"},
                      Pattern{
                          "CreateAnIndex", std::string(kUsers) + kIndex, kCreateIndex,
                          "downgrade:\n  - drop_index: {name: ix_users_email, table: users}\n"}),
    [](const auto& info) { return std::string(info.param.title); });

TEST(WorkflowPatterns, RowsMeanTheSameEverywhere) {
  const FreshDatabase database;
  Project project(database);
  project.reach(std::string(kUsers) + kNotifications);
  run_script(database,
             "INSERT INTO users (email) VALUES ('mira@example.org');"
             "INSERT INTO notifications (id, user_id, payload) SELECT "
             "'6a0fbb0e-5a83-4c4a-bb5c-3c0b8b0a0001', id, '{\"a\": 1}' FROM users");
  EXPECT_EQ(value_of(database, "SELECT id FROM notifications WHERE created_at IS NOT NULL"),
            "6a0fbb0e-5a83-4c4a-bb5c-3c0b8b0a0001");
  run_script(database, "DELETE FROM users");
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM notifications"), "0");
}

TEST(WorkflowPatterns, DowngradeAutoRefusesADropBehindSqlAndNamesIt) {
  const FreshDatabase database;
  Project project(database);
  project.reach(kUsers, "Users");
  project.add_revision("a1", project.head(),
                       "upgrade:\n  - execute: DELETE FROM users WHERE 1 = 0\n"
                       "  - drop_table: {name: users}\ndowngrade: auto\n");
  project.succeed({"upgrade"});
  const CommandResult result = project.expect(2, {"downgrade", "-1"});
  EXPECT_THAT(result.err, HasSubstr("drop_table users"));
  EXPECT_THAT(result.err, HasSubstr("a1.yaml"));
  EXPECT_EQ(project.current(), "a1 (head)\n");
  EXPECT_THAT(all_objects(database), Not(Contains("users")));
}

TEST(WorkflowPatterns, AnOperationForOtherDialectsIsLeftOut) {
  const FreshDatabase database;
  Project project(database);
  project.add_revision("a1", "",
                       "upgrade:\n"
                       "  - execute: CREATE TABLE ours (id integer)\n"
                       "  - {execute: THIS IS NO SQL, dialects: [nosuchbase]}\n"
                       "downgrade:\n"
                       "  - execute: DROP TABLE ours\n");
  project.succeed({"upgrade"});
  EXPECT_THAT(all_objects(database), Contains("ours"));
  project.succeed({"downgrade", "base"});
  EXPECT_THAT(all_objects(database), Not(Contains("ours")));
}

}  // namespace
}  // namespace whimbrel::test
