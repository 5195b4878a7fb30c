// Views and triggers: read, made, changed and taken away.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sqlite_fixture.h"
#include "whimbrel/core/error.h"
#include "whimbrel/ops/apply.h"
#include "whimbrel/ops/inverse.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* kShop = R"(
    CREATE TABLE Users (id INTEGER PRIMARY KEY, name TEXT, age INT);
    CREATE TABLE log (what TEXT);
    CREATE VIEW grown AS SELECT id, name AS name -- "all"
      FROM users WHERE age >= 18;
    CREATE VIEW "odd names" (number, [the name]) AS
      WITH u AS (SELECT * FROM grown) SELECT id, name FROM u;
    CREATE TRIGGER noted /* ON log */ AFTER UPDATE OF name, age ON USERS WHEN NEW.age > 0
      BEGIN INSERT INTO log VALUES ('a; ' || NEW.name); SELECT CASE WHEN 1 THEN 2 END; END;
    CREATE TRIGGER if not exists main."put in" INSTEAD OF INSERT ON "odd names"
      BEGIN INSERT INTO users (id, name) VALUES (NEW.number, NEW."the name"); END;
    INSERT INTO users VALUES (1, 'ann', 30), (2, 'bob', 10))";

ObjectId view(const char* name) { return {ObjectKind::view, QualifiedName(name)}; }

ObjectId trigger(const char* name, const char* table) {
  return {ObjectKind::trigger, QualifiedName(name), QualifiedName(table)};
}

SchemaObject object(ObjectId id, const char* definition) {
  SchemaObject made;
  made.id = std::move(id);
  made.definition = Expression(definition);
  return made;
}

std::vector<Operation> creation_of(const Schema& schema) {
  std::vector<Operation> operations;
  for (const auto& [name, table] : schema.tables) operations.emplace_back(CreateTable{table});
  for (const auto& [id, each] : schema.objects) operations.emplace_back(CreateObject{each});
  return operations;
}

// What SQLite keeps of everything that is defined by text.
std::string texts(SqliteDatabase& database) {
  return database.value(
      "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_schema "
      "WHERE type IN ('trigger', 'view') ORDER BY name)");
}

TEST(SqliteObjects, AreReadAsTheyAreWritten) {
  SqliteDatabase database(kShop);
  const Schema schema = database.read();
  ASSERT_THAT(schema.objects, SizeIs(4));
  EXPECT_THAT(schema.unsupported, IsEmpty());
  EXPECT_EQ(schema.object(view("grown"))->definition.text,
            "SELECT id, name AS name -- \"all\"\n      FROM users WHERE age >= 18");
  const SchemaObject* odd = schema.object(view("odd names"));
  EXPECT_EQ(odd->options.at("sqlite").at("columns"), "number, [the name]");
  EXPECT_EQ(odd->definition.text, "WITH u AS (SELECT * FROM grown) SELECT id, name FROM u");
  // The table is the one that there is, in whatever case it is named.
  const SchemaObject* noted = schema.object(trigger("noted", "Users"));
  ASSERT_NE(noted, nullptr);
  EXPECT_THAT(noted->definition.text, HasSubstr("ON USERS WHEN NEW.age > 0"));
  EXPECT_THAT(schema.object(trigger("put in", "odd names"))->definition.text,
              ::testing::StartsWith("CREATE TRIGGER \"put in\" INSTEAD OF INSERT"));
}

TEST(SqliteObjects, AreLeftOutByKindAndName) {
  SqliteDatabase database(kShop);
  EXPECT_THAT(database.read({{"view:odd*", "trigger:n*"}, {}}).objects, SizeIs(1));
  EXPECT_THAT(database.read({{"Users"}, {}}).objects, SizeIs(3));
  const Schema one = database.read({{}, {QualifiedName("Users")}});
  EXPECT_THAT(one.objects, SizeIs(1));
  EXPECT_THAT(database.read({{}, {QualifiedName("odd names")}}).objects, SizeIs(1));
}

TEST(SqliteObjects, MakeTheSameAgainInAnEmptyDatabase) {
  SqliteDatabase database(kShop);
  const Schema schema = database.read();
  SqliteDatabase copy;
  copy.migrate(creation_of(schema));
  EXPECT_EQ(copy.read(), schema);
  copy.run("INSERT INTO \"odd names\" VALUES (7, 'new'); UPDATE users SET age = 1");
  EXPECT_EQ(copy.value("SELECT what FROM log"), "a; new");
  // Of triggers nothing is changed, not even a space.
  EXPECT_EQ(copy.value("SELECT sql FROM sqlite_schema WHERE name = 'noted'"),
            database.value("SELECT sql FROM sqlite_schema WHERE name = 'noted'"));
}

TEST(SqliteObjects, AreDroppedAndComeBack) {
  SqliteDatabase database(kShop);
  const Schema schema = database.read();
  for (const auto& [id, each] : schema.objects) {
    SCOPED_TRACE(id.text());
    const Operation drop = DropObject{id, each};
    std::vector<Operation> back = {std::get<Operation>(inverse(drop))};
    for (const auto& [other, standing] : schema.objects)
      if (other.table == id.name) back.emplace_back(CreateObject{standing});
    database.migrate({drop});
    EXPECT_EQ(database.read().object(id), nullptr);
    database.migrate(back);
    EXPECT_EQ(database.read(), schema);
  }
}

TEST(SqliteObjects, AreReplacedWithWhatStandsOnThem) {
  SqliteDatabase database(kShop);
  const Schema schema = database.read();
  const auto check = [&](const SchemaObject& wanted) {
    const Operation there = AlterObject{wanted, *schema.object(wanted.id)};
    Schema expected = schema;
    ASSERT_FALSE(apply(there, expected));
    database.migrate({there});
    EXPECT_EQ(database.read(), expected);
    database.migrate({std::get<Operation>(inverse(there))});
    EXPECT_EQ(database.read(), schema);
  };
  check(object(view("odd names"), "SELECT id AS number, name AS \"the name\" FROM users"));
  check(object(trigger("noted", "Users"),
               "CREATE TRIGGER noted BEFORE DELETE ON Users BEGIN DELETE FROM log; END"));
}

TEST(SqliteObjects, AreRenamedWithWhatStandsOnThem) {
  SqliteDatabase database(kShop);
  database.migrate({RenameObject{view("odd names"), Identifier("even names")},
                    RenameObject{trigger("noted", "Users"), Identifier("seen")}});
  const Schema schema = database.read();
  EXPECT_NE(schema.object(view("even names")), nullptr);
  EXPECT_NE(schema.object(trigger("put in", "even names")), nullptr);
  EXPECT_THAT(schema.object(trigger("seen", "Users"))->definition.text,
              HasSubstr("CREATE TRIGGER \"seen\" /* ON log */ AFTER UPDATE"));
  database.migrate({RenameObject{view("even names"), Identifier("odd names")},
                    RenameObject{trigger("seen", "Users"), Identifier("noted")}});
  EXPECT_EQ(database.read().objects.size(), 4u);
  EXPECT_THAT(database.unsupported({RenameObject{view("none"), Identifier("x")}}),
              HasSubstr("there is no such view"));
}

TEST(SqliteObjects, OfWhichSqliteHasNoneAreRefusedByName) {
  SqliteDatabase database(kShop);
  for (const ObjectKind kind : kObjectKinds) {
    if (kind == ObjectKind::view || kind == ObjectKind::trigger) continue;
    const ObjectId id{kind, QualifiedName("thing")};
    for (const Operation& each :
         {Operation(CreateObject{object(id, "x")}), Operation(DropObject{id, {}}),
          Operation(AlterObject{object(id, "x"), {}}), Operation(RenameObject{id, {}})})
      EXPECT_THAT(database.unsupported({each}), HasSubstr("'thing'")) << word_for(kind);
  }
  SchemaObject granted = object(view("v"), "SELECT 1");
  granted.privileges = {{Identifier("ann"), "SELECT", false}};
  EXPECT_THAT(database.unsupported({CreateObject{granted}}), HasSubstr("knows no users"));
  const SchemaObject passing =
      object(trigger("t", "Users"), "CREATE TEMP TRIGGER t DELETE ON users BEGIN SELECT 1; END");
  EXPECT_THAT(database.unsupported({CreateObject{passing}}), HasSubstr("is temporary"));
  EXPECT_THAT(database.unsupported({CreateObject{object(trigger("t", "Users"), "SELECT 1")}}),
              HasSubstr("trigger 't on Users' must be defined by a whole statement"));
}

TEST(SqliteObjects, OfVirtualTablesAreNamedAndTheirOwnTablesLeftOut) {
  SqliteDatabase database(R"(
      CREATE VIRTUAL TABLE search USING fts5 (word);
      CREATE VIRTUAL TABLE places USING rtree (id, a, b);
      CREATE VIEW found AS SELECT word FROM search)");
  const Schema schema = database.read();
  EXPECT_THAT(schema.tables, IsEmpty());
  EXPECT_THAT(schema.objects, SizeIs(1));
  EXPECT_THAT(schema.unsupported, ElementsAre(UnsupportedObject{"virtual table", "places"},
                                              UnsupportedObject{"virtual table", "search"}));
}

// What happens to views and triggers when a table changes under them.

const QualifiedName kUsers("Users");

std::string refusal(SqliteDatabase& database, const std::vector<Operation>& operations) {
  try {
    database.migrate(operations);
  } catch (const Error& error) {
    return error.message();
  }
  return "";
}

AlterColumn retyped(const char* column, const char* type) {
  AlterColumn op{kUsers, Identifier(column), {}, {}, {}};
  op.to.type = SqlType(type);
  return op;
}

TEST(SqliteObjects, StayByteForByteWhenTheirTableIsRebuilt) {
  SqliteDatabase database(kShop);
  database.run(
      "CREATE TRIGGER elsewhere AFTER INSERT ON log BEGIN UPDATE users SET age = age + 1; END;"
      "CREATE VIEW both AS SELECT * FROM users, log");
  const std::string before = texts(database);
  database.migrate({retyped("age", "bigint")});
  EXPECT_EQ(texts(database), before);
  database.run("UPDATE users SET name = 'eve' WHERE id = 2");
  EXPECT_EQ(database.value("SELECT what FROM log"), "a; eve");
  EXPECT_EQ(database.value("SELECT age FROM users WHERE id = 1"), "31");
}

// The same as SQLite does by itself without a rebuild.
TEST(SqliteObjects, FollowRenamesAlsoWhenTheTableIsRebuilt) {
  const std::vector<Operation> renames = {
      RenameColumn{kUsers, Identifier("name"), Identifier("login")},
      RenameTable{kUsers, Identifier("people")}};
  SqliteDatabase alone(kShop);
  alone.migrate(renames);
  SqliteDatabase rebuilt(kShop);
  AlterColumn after{QualifiedName("people"), Identifier("age"), {}, {}, {}};
  after.to.type = SqlType("bigint");
  std::vector<Operation> operations = renames;
  operations.insert(operations.begin(), retyped("id", "bigint"));
  operations.emplace_back(after);
  rebuilt.migrate(operations);
  EXPECT_EQ(texts(rebuilt), texts(alone));
  EXPECT_THAT(texts(rebuilt), HasSubstr("NEW.\"login\""));
}

TEST(SqliteObjects, StandInTheWayOfARebuildWhenTheyCannotBeFollowed) {
  SqliteDatabase database(kShop);
  database.run(
      "CREATE VIRTUAL TABLE search USING fts5 (word);"
      "CREATE TRIGGER found AFTER INSERT ON users BEGIN INSERT INTO search VALUES (NEW.name); END");
  EXPECT_THAT(database.unsupported({RenameColumn{kUsers, Identifier("name"), Identifier("login")},
                                    retyped("age", "bigint")}),
              HasSubstr("rename in a revision of its own before"));
  const std::string before = texts(database);
  database.migrate({retyped("age", "bigint")});
  EXPECT_EQ(texts(database), before);
}

TEST(SqliteObjects, MayLetGoOfAColumnInTheMigrationThatDropsIt) {
  const DropColumn drop{kUsers, Identifier("name"), {}};
  const std::vector<Operation> let_go = {
      AlterObject{object(view("grown"), "SELECT id, 'x' AS name FROM users"), {}},
      DropObject{trigger("noted", "Users"), {}}};
  for (const bool rebuild : {false, true}) {
    SqliteDatabase database(kShop);
    std::vector<Operation> operations = {drop};
    if (rebuild) operations.insert(operations.begin(), retyped("age", "bigint"));
    EXPECT_THAT(refusal(database, operations), HasSubstr("no such column"));
    EXPECT_EQ(database.table("Users").columns.size(), 3u);
    operations.emplace_back(let_go[0]);
    EXPECT_THAT(refusal(database, operations), HasSubstr("error in trigger noted"));
    operations.emplace_back(let_go[1]);
    database.migrate(operations);
    EXPECT_EQ(database.table("Users").columns.size(), 2u);
  }
}

// SQLite does not look at the columns that a trigger fills in.
TEST(SqliteObjects, KeepAColumnThatATriggerOfItsTableWrites) {
  for (const char* statement :
       {"UPDATE t SET a = 1, at = 2 WHERE id = 3", "UPDATE OR IGNORE T SET (a, \"AT\") = (1, 2)",
        "INSERT INTO t (id, at) VALUES (1, 2)", "REPLACE INTO t ([at]) SELECT 1",
        "INSERT INTO t VALUES (1, 2, 3) ON CONFLICT DO UPDATE SET at = 2"}) {
    SCOPED_TRACE(statement);
    SqliteDatabase database(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, at INT); CREATE TABLE u (at INT);"
        "CREATE TRIGGER w AFTER UPDATE OF a ON t BEGIN INSERT INTO u (at) VALUES (1);" +
        std::string(statement) + "; END");
    const DropColumn drop{QualifiedName("t"), Identifier("at"), {}};
    EXPECT_THAT(database.unsupported({drop}),
                HasSubstr("column 'at' of table 't' is still used by trigger 'w'"));
    database.migrate({drop, DropObject{trigger("w", "t"), {}}});
  }
  SqliteDatabase database(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, at INT); CREATE TABLE u (at INT);"
      "CREATE TRIGGER w AFTER UPDATE OF a ON t BEGIN INSERT INTO u (at) VALUES (1);"
      "UPDATE u SET at = 2; UPDATE t SET a = (SELECT at FROM u); END");
  database.migrate({DropColumn{QualifiedName("t"), Identifier("at"), {}}});
}

TEST(SqliteObjects, AreMadeAndChangedBetweenTheChangesOfATable) {
  SqliteDatabase database(kShop);
  const SchemaObject fresh = object(
      trigger("fresh", "Users"), "CREATE TRIGGER fresh DELETE ON users BEGIN DELETE FROM log; END");
  database.migrate({DropObject{trigger("noted", "Users"), {}}, CreateObject{fresh},
                    retyped("age", "bigint"), RenameObject{fresh.id, Identifier("fresher")},
                    retyped("age", "text")});
  const Schema schema = database.read({{}, {kUsers}});
  ASSERT_THAT(schema.objects, SizeIs(1));
  EXPECT_EQ(schema.objects.begin()->first.name, QualifiedName("fresher"));
}

}  // namespace
}  // namespace whimbrel::test
