#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sqlite_fixture.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kUsers = R"(
    CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, age INT);
    INSERT INTO users (name, age) VALUES ('ann', 30), ('bob', NULL))";

Column with_default(Column column, DefaultValue value) {
  column.default_value = std::move(value);
  return column;
}

TEST(SqliteAlterTable, RenamesTablesAndColumnsWithAllThatNamesThem) {
  SqliteDatabase database(kUsers);
  database.run(
      "CREATE TABLE posts (u INT REFERENCES users (id));"
      "CREATE VIEW v AS SELECT name FROM users; CREATE INDEX ix ON users (lower(name))");
  database.migrate(
      {RenameTable{QualifiedName("users"), Identifier("people")},
       RenameColumn{QualifiedName("people"), Identifier("name"), Identifier("alias")}});
  EXPECT_EQ(database.table("posts").foreign_keys[0].referred_table, QualifiedName("people"));
  EXPECT_EQ(database.table("people").columns[1].name, Identifier("alias"));
  EXPECT_EQ(database.value("SELECT alias FROM v"), "ann");
}

TEST(SqliteAlterTable, AddsAColumnInPlaceWhereRowsAllowIt) {
  for (const Column& added :
       {column("a", "text"),
        with_default(column("a", "integer", false), Literal{Literal::Kind::number, "-1"}),
        with_default(column("a", "text", false), Literal{Literal::Kind::string, "it's"}),
        with_default(column("a", "boolean", false), Literal{Literal::Kind::boolean, "true"})}) {
    SqliteDatabase database(kUsers);
    const std::vector<Operation> operations = {AddColumn{QualifiedName("users"), added}};
    EXPECT_EQ(count_of(database.rendered(operations), "ALTER TABLE \"users\" ADD COLUMN"), 1);
    database.migrate(operations);
    EXPECT_EQ(database.value("SELECT count(*) FROM users"), "2");
    EXPECT_NE(database.table("users").column(Identifier("a")), nullptr);
  }
}

// Each of these passes ADD COLUMN on an empty table and fails as soon as there is a row.
TEST(SqliteAlterTable, AddsByARebuildWhatAddColumnRefusesForRows) {
  Column stored = column("a", "integer");
  stored.generated = Generated{Expression("length(name)"), true};
  const std::pair<Column, const char*> cases[] = {
      {with_default(column("a", "timestamp", false), Expression("CURRENT_TIMESTAMP")), "2"},
      {with_default(column("a", "text", false), Expression("lower('X')")), "2"},
      {stored, "2"},
  };
  for (const auto& [added, filled] : cases) {
    SqliteDatabase database(kUsers);
    database.migrate({AddColumn{QualifiedName("users"), added}});
    EXPECT_EQ(database.value("SELECT count(a) FROM users"), filled);
    EXPECT_EQ(*database.table("users").column(Identifier("a")), added);
  }
}

TEST(SqliteAlterTable, SaysThatANewRequiredColumnNeedsADefaultOnlyWhenThereAreRows) {
  const std::vector<Operation> operations = {
      AddColumn{QualifiedName("users"), column("a", "text", false)}};
  SqliteDatabase database(kUsers);
  try {
    database.migrate(operations);
    FAIL() << "there was no error";
  } catch (const Error& error) {
    EXPECT_THAT(error.message(), HasSubstr("column 'a' of table 'users' is new, NOT NULL"));
  }
  EXPECT_EQ(database.table("users").columns.size(), 3u);
  database.run("DELETE FROM users");
  database.migrate(operations);
  EXPECT_FALSE(database.table("users").column(Identifier("a"))->nullable);
}

TEST(SqliteAlterTable, DropsAColumnInPlaceWhenNothingUsesIt) {
  SqliteDatabase database(kUsers);
  const std::vector<Operation> operations = {
      DropColumn{QualifiedName("users"), Identifier("age"), {}}};
  EXPECT_EQ(database.rendered(operations).size(), 1u);
  database.migrate(operations);
  EXPECT_EQ(database.table("users").columns.size(), 2u);
  EXPECT_EQ(database.value("SELECT count(*) FROM users"), "2");
}

TEST(SqliteAlterTable, DropsByARebuildWhatSomethingElseUses) {
  for (const char* table :
       {"CREATE TABLE a (b INT, c INT UNIQUE)", "CREATE TABLE a (b INT, c INT PRIMARY KEY)",
        "CREATE TABLE a (b INTEGER PRIMARY KEY, c INT REFERENCES a (b))",
        "CREATE TABLE a (b INT, c INT); CREATE INDEX ix ON a (c)"}) {
    SqliteDatabase database(table);
    database.run("INSERT INTO a (b) VALUES (1), (2)");
    database.migrate({DropColumn{QualifiedName("a"), Identifier("c"), {}}});
    EXPECT_EQ(database.table("a").columns.size(), 1u);
    EXPECT_EQ(database.value("SELECT sum(b) FROM a"), "3");
  }
}

TEST(SqliteAlterTable, DoesNotDropWhatAnExpressionStillNames) {
  SqliteDatabase database("CREATE TABLE a (b INT, c INT, CHECK (\"c\" > b))");
  EXPECT_THAT(database.unsupported({DropColumn{QualifiedName("a"), Identifier("c"), {}}}),
              HasSubstr("still used by the check constraint"));
}

TEST(SqliteAlterTable, LooksTablesUpOnlyWhenItHasTo) {
  SqliteDatabase database(kUsers);
  LiveContext now(database.dialect(), database.connection());
  const std::vector<Operation> operations = {
      AddColumn{QualifiedName("users"), column("a", "text")},
      CreateIndex{QualifiedName("users"), Index{Identifier("ix"),
                                                {{Identifier("a"), false, 0, ""}},
                                                false,
                                                {},
                                                "",
                                                {},
                                                false,
                                                "",
                                                {},
                                                {}}},
      RenameTable{QualifiedName("users"), Identifier("people")}};
  ASSERT_TRUE(std::holds_alternative<std::vector<Statement>>(
      database.dialect().renderer().render(operations, now)));
  EXPECT_EQ(now.lookups, 0);
}

TEST(SqliteAlterTable, KeepsNoCommentsAndDoesNotFailOnThem) {
  SqliteDatabase database(kUsers);
  AlterColumn alter{QualifiedName("users"), Identifier("age"), {}, {}, {}};
  alter.to.comment = "in years";
  EXPECT_THAT(database.rendered({SetTableComment{QualifiedName("users"), "people", {}}, alter}),
              IsEmpty());
}

TEST(SqliteAlterTable, RefusesWhatSqliteDoesNotHave) {
  SqliteDatabase database(kUsers);
  const auto index = [](Index index) {
    index.name = Identifier("ix");
    index.keys = {{Identifier("name"), false, 0, ""}};
    return index;
  };
  Index hash = index({});
  hash.method = "hash";
  Index wide = index({});
  wide.include = names({"age"});
  Index prefix = index({});
  prefix.keys[0].prefix_length = 3;
  EXPECT_THAT(database.unsupported({CreateIndex{QualifiedName("users"), hash}}), HasSubstr("hash"));
  EXPECT_THAT(database.unsupported({CreateIndex{QualifiedName("users"), wide}}),
              HasSubstr("INCLUDE"));
  EXPECT_THAT(database.unsupported({CreateIndex{QualifiedName("users"), prefix}}),
              HasSubstr("substr"));
  EXPECT_THAT(database.unsupported({DropTable{{Identifier("s"), Identifier("users")}, {}}}),
              HasSubstr("no schemas"));
  Table strict;
  strict.name = QualifiedName("s");
  strict.columns = {column("a", "varchar(10)")};
  strict.options["sqlite"]["strict"] = "true";
  EXPECT_THAT(database.unsupported({CreateTable{strict}}), HasSubstr("STRICT"));
  strict.options.clear();
  strict.columns[0] = column("a", "integer");
  strict.columns[0].autoincrement = true;
  EXPECT_THAT(database.unsupported({CreateTable{strict}}), HasSubstr("whole primary key"));
}

}  // namespace
}  // namespace whimbrel::test
