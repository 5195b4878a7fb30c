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
  after.inherits = {QualifiedName("people")};
  const Difference difference = diff(of({before}), of({after}), kAddsKeys);
  EXPECT_THAT(difference.operations, IsEmpty());
  EXPECT_THAT(difference.unsupported, ElementsAre("table 'users' inherits from other tables"));
}

SchemaObject view(const char* name, const char* query) {
  SchemaObject object;
  object.id = {ObjectKind::view, QualifiedName(name)};
  object.definition.text = query;
  return object;
}

Schema with(Schema schema, const std::vector<SchemaObject>& objects) {
  for (const SchemaObject& object : objects) schema.objects.emplace(object.id, object);
  return schema;
}

constexpr Capabilities kHoldsColumns = {true, true, true, true, false, 0};

void expect_there_and_back(const Schema& from, const Schema& to, const Difference& difference) {
  const Schema reached = applied(difference.operations, from);
  EXPECT_EQ(reached, sorted(to));
  const auto back = inverse(difference.operations);
  ASSERT_TRUE(std::holds_alternative<std::vector<Operation>>(back));
  EXPECT_EQ(applied(std::get<std::vector<Operation>>(back), reached), sorted(from));
}

TEST(ObjectDiff, CreatesWhatIsUsedFirst) {
  SchemaObject mood;
  mood.id = {ObjectKind::enumeration, QualifiedName("mood")};
  mood.values = {{"sad"}, {"glad"}};
  Table people = table("people", {"id"});
  people.columns.push_back({});
  people.columns.back().name = Identifier("mood");
  people.columns.back().type = SqlType("mood");
  const Schema to = with(of({people}), {mood, view("a_names", "SELECT id FROM b_people"),
                                        view("b_people", "SELECT * FROM people")});
  const Difference difference = diff({}, to, kHoldsColumns);
  EXPECT_THAT(summaries(difference), ElementsAre("create_enum mood", "create_table people",
                                                 "create_view b_people", "create_view a_names"));
  expect_there_and_back({}, to, difference);
}

TEST(ObjectDiff, AViewThatHoldsARetypedColumnGoesAndComesBackWithThoseThatUseIt) {
  const Table before = table("people", {"id", "age"});
  Table after = before;
  after.columns[1].type = SqlType("bigint");
  const std::vector<SchemaObject> views = {view("adults", "SELECT id, age FROM people"),
                                           view("names", "SELECT id FROM people"),
                                           view("old", "SELECT id FROM adults")};
  const Schema from = with(of({before}), views);
  const Schema to = with(of({after}), views);
  const Difference difference = diff(from, to, kHoldsColumns);
  EXPECT_THAT(summaries(difference),
              ElementsAre("drop_view old", "drop_view adults", "alter_column people.age",
                          "create_view adults", "create_view old"));
  expect_there_and_back(from, to, difference);
  EXPECT_THAT(summaries(diff(from, to, kAddsKeys)), ElementsAre("alter_column people.age"));
}

TEST(ObjectDiff, AChangedViewIsReplacedInPlaceUnlessItsTableChanges) {
  const Table people = table("people", {"id", "age"});
  const Schema from = with(of({people}), {view("v", "SELECT id FROM people")});
  const Schema to = with(of({people}), {view("v", "SELECT age FROM people")});
  EXPECT_THAT(summaries(diff(from, to, kHoldsColumns)), ElementsAre("replace_view v"));
  Table renamed = table("people", {"id", "years"});
  renamed.columns[1].renamed_from = Identifier("age");
  const Schema other = with(of({renamed}), {view("v", "SELECT years FROM people")});
  EXPECT_THAT(summaries(diff(from, other, kHoldsColumns)),
              ElementsAre("drop_view v", "rename_column people.age to years", "create_view v"));
}

TEST(ObjectDiff, WhatStandsOnARenamedTableIsDroppedUnderItsFormerName) {
  SchemaObject before;
  before.id = {ObjectKind::trigger, QualifiedName("touch"), QualifiedName("people")};
  before.definition.text = "CREATE TRIGGER touch ON people";
  SchemaObject after = before;
  after.id.table = QualifiedName("persons");
  after.definition.text = "CREATE TRIGGER touch ON persons";
  Table persons = table("persons", {"id"});
  persons.renamed_from = Identifier("people");
  const Schema from = with(of({table("people", {"id"})}), {before});
  const Difference difference = diff(from, with(of({persons}), {after}), kHoldsColumns);
  EXPECT_THAT(summaries(difference),
              ElementsAre("drop_trigger touch on people", "rename_table people to persons",
                          "create_trigger touch on persons"));
}

TEST(ObjectDiff, AnEnumThatLosesAValueChangesBehindTheTables) {
  SchemaObject before;
  before.id = {ObjectKind::enumeration, QualifiedName("mood")};
  before.values = {{"sad"}, {"glad"}};
  SchemaObject more = before;
  more.values.push_back({"ok"});
  SchemaObject less = before;
  less.values.pop_back();
  const Table people = table("people", {"id"});
  const Table longer = table("people", {"id", "age"});
  EXPECT_THAT(summaries(diff(with(of({people}), {before}), with(of({longer}), {more}), kAddsKeys)),
              ElementsAre("alter_enum mood", "add_column people.age"));
  EXPECT_THAT(summaries(diff(with(of({people}), {before}), with(of({longer}), {less}), kAddsKeys)),
              ElementsAre("add_column people.age", "alter_enum mood"));
}

TEST(Diff, NamesALikelyRenameAndDoesNotGuess) {
  const Difference difference =
      diff(of({table("users", {"id", "mail"})}), of({table("users", {"id", "email"})}), kAddsKeys);
  EXPECT_THAT(summaries(difference),
              ElementsAre("add_column users.email", "drop_column users.mail"));
  EXPECT_THAT(difference.hints,
              ElementsAre("column 'mail' goes and 'email' comes in table 'users' with the same "
                          "type: if that is a rename, write 'renamed_from: mail' in the desired "
                          "schema"));
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
