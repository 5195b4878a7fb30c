#include "whimbrel/diff/diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "random_schema.h"
#include "whimbrel/diff/wording.h"
#include "whimbrel/ops/apply.h"
#include "whimbrel/ops/inverse.h"

namespace whimbrel {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::RandomSchema;

constexpr unsigned kSeeds = 400;
const Capabilities kAddsKeys = {true, true, true, false, false, 0};
const Capabilities kWritesKeysInline = {true, false, true, false, false, 0};
const Capabilities kPinsTypes = {false, true, false, false, false, 64};

// Column order is not part of what a diff reaches.
Schema sorted(Schema schema) {
  for (auto& [name, table] : schema.tables) {
    const auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
    std::sort(table.columns.begin(), table.columns.end(), by_name);
    std::sort(table.unique_constraints.begin(), table.unique_constraints.end(), by_name);
    std::sort(table.foreign_keys.begin(), table.foreign_keys.end(), by_name);
    std::sort(table.checks.begin(), table.checks.end(), by_name);
    std::sort(table.indexes.begin(), table.indexes.end(), by_name);
  }
  return schema;
}

Schema applied(const std::vector<Operation>& operations, Schema schema) {
  const auto problem = whimbrel::apply(std::span<const Operation>(operations), schema);
  EXPECT_EQ(problem, std::nullopt) << *problem;
  return sorted(std::move(schema));
}

std::vector<std::string> summaries(const Difference& difference) {
  std::vector<std::string> result;
  for (const Operation& operation : difference.operations) result.push_back(summary(operation));
  return result;
}

Table table(const char* name, const std::vector<const char*>& columns) {
  Table result;
  result.name = QualifiedName(name);
  for (const char* each : columns) {
    Column column;
    column.name = Identifier(each);
    column.type = SqlType("integer");
    result.columns.push_back(column);
  }
  return result;
}

Schema of(const std::vector<Table>& tables) {
  Schema schema;
  for (const Table& each : tables) schema.tables.emplace(each.name, each);
  return schema;
}

ForeignKey key(const char* column, const char* target) {
  ForeignKey result;
  result.name = Identifier(std::string("fk_") + target);
  result.columns = {Identifier(column)};
  result.referred_table = QualifiedName(target);
  result.referred_columns = {Identifier("id")};
  return result;
}

class DiffLaws : public ::testing::TestWithParam<Capabilities> {};

TEST_P(DiffLaws, AppliedToTheFirstSchemaItGivesTheSecond) {
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    const Schema from = RandomSchema(seed).schema();
    const Schema to = RandomSchema(seed + kSeeds).schema();
    const Difference difference = diff(from, to, GetParam());
    EXPECT_THAT(difference.unsupported, IsEmpty());
    ASSERT_EQ(applied(difference.operations, from), sorted(to)) << "seed " << seed;
  }
}

TEST_P(DiffLaws, TheWayBackGivesTheFirstSchemaAgain) {
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    Schema from = RandomSchema(seed).schema();
    const Schema to = RandomSchema(seed + kSeeds).schema();
    const Difference difference = diff(from, to, GetParam());
    const auto back = inverse(difference.operations);
    ASSERT_TRUE(std::holds_alternative<std::vector<Operation>>(back)) << "seed " << seed;
    const Schema reached = applied(difference.operations, from);
    ASSERT_EQ(applied(std::get<std::vector<Operation>>(back), reached), sorted(from))
        << "seed " << seed;
  }
}

TEST_P(DiffLaws, OfASchemaWithItselfIsEmpty) {
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    const Schema schema = RandomSchema(seed).schema();
    ASSERT_TRUE(diff(schema, schema, GetParam()).empty()) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, DiffLaws,
                         ::testing::Values(kAddsKeys, kWritesKeysInline, kPinsTypes));

TEST(Diff, CreatesReferredTablesFirst) {
  Table child = table("a_child", {"id", "parent"});
  child.foreign_keys.push_back(key("parent", "z_parent"));
  const Difference difference = diff({}, of({child, table("z_parent", {"id"})}), kAddsKeys);
  EXPECT_THAT(summaries(difference), ElementsAre("create_table z_parent", "create_table a_child"));
}

TEST(Diff, DropsReferringTablesFirst) {
  Table child = table("a_child", {"id", "parent"});
  child.foreign_keys.push_back(key("parent", "z_parent"));
  const Difference difference = diff(of({child, table("z_parent", {"id"})}), {}, kAddsKeys);
  EXPECT_THAT(summaries(difference), ElementsAre("drop_table a_child", "drop_table z_parent"));
}

TEST(Diff, SplitsACycleIntoALaterForeignKeyWhereTheDatabaseCanAddOne) {
  Table one = table("one", {"id", "two"});
  one.foreign_keys.push_back(key("two", "two"));
  Table two = table("two", {"id", "one"});
  two.foreign_keys.push_back(key("one", "one"));
  EXPECT_THAT(summaries(diff({}, of({one, two}), kAddsKeys)),
              ElementsAre("create_table one", "create_table two", "create_foreign_key one.fk_two"));
  EXPECT_THAT(summaries(diff({}, of({one, two}), kWritesKeysInline)),
              ElementsAre("create_table one", "create_table two"));
}

TEST(Diff, AChainOfTenThousandTablesTakesNoStack) {
  Schema schema;
  for (int i = 0; i < 10'000; ++i) {
    Table each = table(("t" + std::to_string(i)).c_str(), {"id", "next"});
    if (i > 0) each.foreign_keys.push_back(key("next", ("t" + std::to_string(i - 1)).c_str()));
    schema.tables.emplace(each.name, each);
  }
  EXPECT_EQ(diff({}, schema, kAddsKeys).operations.size(), 10'000U);
}

TEST(Diff, RenamesOnlyWhatSaysThatItIsRenamed) {
  Table after = table("people", {"id", "mail"});
  after.renamed_from = Identifier("users");
  after.columns[1].renamed_from = Identifier("email");
  const Schema before = of({table("users", {"id", "email"})});
  EXPECT_THAT(summaries(diff(before, of({after}), kAddsKeys)),
              ElementsAre("rename_table users to people", "rename_column people.email to mail"));
  EXPECT_THAT(summaries(diff(before, of({table("users", {"id", "mail"})}), kAddsKeys)),
              ElementsAre("add_column users.mail", "drop_column users.email"));
}

TEST(Diff, AnUnnamedConstraintFitsWhateverTheDatabaseCallsIt) {
  Table before = table("users", {"id", "email"});
  before.unique_constraints.push_back({Identifier("users_email_key"), {Identifier("email")}});
  Table after = table("users", {"id", "email"});
  after.unique_constraints.push_back({Identifier(), {Identifier("email")}});
  EXPECT_TRUE(diff(of({before}), of({after}), kAddsKeys).empty());
}

TEST(Diff, NamesByTheRuleWhatItDropsWithoutAName) {
  Table before = table("users", {"id", "team"});
  before.foreign_keys.push_back(key("team", "teams"));
  before.foreign_keys[0].name = Identifier();
  before.unique_constraints.push_back({Identifier(), {Identifier("team")}});
  const Schema from = of({before, table("teams", {"id"})});
  const Schema to = of({table("users", {"id", "team"}), table("teams", {"id"})});
  const Difference difference = diff(from, to, kAddsKeys);
  EXPECT_THAT(summaries(difference), ElementsAre("drop_constraint users.fk_users_team_teams",
                                                 "drop_constraint users.uq_users_team"));
  EXPECT_EQ(applied(difference.operations, from), to);
}

TEST(Diff, RenewsForeignKeysAroundAChangedTypeWhereTheyPinIt) {
  Table child = table("child", {"id", "parent"});
  child.foreign_keys.push_back(key("parent", "parent"));
  Table parent = table("parent", {"id"});
  const Schema before = of({child, parent});
  child.columns[1].type = parent.columns[0].type = SqlType("bigint");
  const Schema after = of({child, parent});
  EXPECT_THAT(summaries(diff(before, after, kPinsTypes)),
              ElementsAre("drop_constraint child.fk_parent", "alter_column child.parent",
                          "alter_column parent.id", "create_foreign_key child.fk_parent"));
  EXPECT_THAT(summaries(diff(before, after, kAddsKeys)),
              ElementsAre("alter_column child.parent", "alter_column parent.id"));
}

TEST(Diff, NamesADifferenceThatNoOperationCanMend) {
  Table before = table("users", {"id"});
  Table after = before;
  after.options["some"]["engine"] = "other";
  const Difference difference = diff(of({before}), of({after}), kAddsKeys);
  EXPECT_THAT(difference.operations, IsEmpty());
  EXPECT_THAT(difference.unsupported,
              ElementsAre("table 'users' differs in the option some.engine"));
}

TEST(Wording, ACreatedTableIsWrittenAsTheUserWroteIt) {
  Table canonical = table("users", {"id"});
  Table written = canonical;
  written.columns[0].type = SqlType("json");
  written.columns[0].type.overrides["other"] = "jsonb";
  std::vector<Operation> operations = {CreateTable{canonical}};
  use_wording(operations, of({written}));
  EXPECT_EQ(std::get<CreateTable>(operations[0]).table, written);
}

}  // namespace
}  // namespace whimbrel
