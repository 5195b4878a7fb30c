#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sqlite_fixture.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kShop = R"(
    CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, age INT,
                        boss INT REFERENCES users (id));
    CREATE TABLE posts (id INTEGER PRIMARY KEY, author INT NOT NULL
                        REFERENCES users (id) ON DELETE CASCADE, title TEXT);
    CREATE INDEX ix_name ON users (name DESC) WHERE age > 0;
    INSERT INTO users (name, age, boss) VALUES ('ann', 30, NULL), ('bob', 40, 1), ('eve', 50, 1);
    DELETE FROM users WHERE name = 'eve';
    INSERT INTO posts (author, title) VALUES (1, 'one'), (2, 'two'))";

const QualifiedName kTable("users");

AlterColumn retyped(const char* column, const char* type) {
  AlterColumn op{kTable, Identifier(column), {}, {}, {}};
  op.to.type = SqlType(type);
  return op;
}

AlterColumn required(const char* column) {
  AlterColumn op{kTable, Identifier(column), {}, {}, {}};
  op.to.nullable = false;
  return op;
}

CreateConstraint unique(const char* name, std::initializer_list<const char*> columns) {
  return {kTable, UniqueConstraint{Identifier(name), names(columns)}, {}};
}

CreateConstraint check(const char* name, const char* condition) {
  return {kTable, CheckConstraint{Identifier(name), Expression(condition)}, {}};
}

std::string refusal(SqliteDatabase& database, const std::vector<Operation>& operations) {
  try {
    database.migrate(operations);
  } catch (const Error& error) {
    return error.message();
  }
  return "";
}

TEST(SqliteRebuild, KeepsRowsChildrenIndexesAndTheCounter) {
  SqliteDatabase database(kShop);
  const Table before = database.table("users");
  database.migrate({retyped("age", "bigint")});
  Table expected = before;
  expected.columns[2].type = SqlType("bigint");
  EXPECT_EQ(database.table("users"), expected);
  EXPECT_EQ(database.value("SELECT group_concat(name || age || coalesce(boss, '-')) FROM users"),
            "ann30-,bob401");
  EXPECT_EQ(database.value("SELECT count(*) FROM posts"), "2");
  database.run("INSERT INTO users (name) VALUES ('new')");
  EXPECT_EQ(database.value("SELECT max(id) FROM users"), "4");
}

TEST(SqliteRebuild, KeepsTheCounterOfATableWithoutRows) {
  SqliteDatabase database(
      "CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, age INT);"
      "INSERT INTO users (id) VALUES (41); DELETE FROM users");
  database.migrate({retyped("age", "text")});
  database.run("INSERT INTO users (age) VALUES ('x')");
  EXPECT_EQ(database.value("SELECT id FROM users"), "42");
}

TEST(SqliteRebuild, LeavesForeignKeysEnforced) {
  SqliteDatabase database(kShop);
  database.migrate({retyped("age", "bigint")});
  EXPECT_THROW(database.connection().execute("INSERT INTO posts (author) VALUES (99)"), Error);
  EXPECT_THAT(refusal(database, {unique("uq", {"boss"}), check("ck", "age > 35")}),
              HasSubstr("CHECK constraint failed: ck"));
  EXPECT_EQ(database.value("PRAGMA foreign_keys"), "1");
  EXPECT_EQ(database.value("PRAGMA legacy_alter_table"), "0");
}

TEST(SqliteRebuild, ThatRowsDoNotFitNamesTheTableAsPeopleKnowIt) {
  SqliteDatabase database(
      "CREATE TABLE users (id INTEGER PRIMARY KEY, age TEXT) STRICT;"
      "INSERT INTO users (age) VALUES ('old')");
  EXPECT_EQ(refusal(database, {retyped("age", "int")}),
            "cannot store TEXT value in INT column users.age");
}

TEST(SqliteRebuild, DoesEachThingThatAlterTableCannot) {
  SqliteDatabase database(kShop);
  AlterColumn with_default{kTable, Identifier("name"), {}, {}, {}};
  with_default.to.default_value = std::optional<DefaultValue>(Expression("lower('X')"));
  AlterColumn collated{kTable, Identifier("name"), {}, {}, {}};
  collated.to.collation = "NOCASE";
  ForeignKey key{Identifier("fk_posts"),
                 names({"author"}),
                 kTable,
                 names({"id"}),
                 ReferentialAction::restrict,
                 ReferentialAction::no_action,
                 {}};
  const QualifiedName posts("posts");
  database.migrate(
      {with_default, collated, required("name"), unique("uq_name", {"name"}),
       check("ck_age", "age BETWEEN 0 AND 200"),
       DropConstraint{posts,
                      {},
                      ConstraintKind::foreign_key,
                      Constraint(database.table("posts").foreign_keys[0])},
       CreateConstraint{posts, key, {}}, DropConstraint{posts, {}, ConstraintKind::primary_key, {}},
       CreateConstraint{posts, PrimaryKey{Identifier("pk_posts"), names({"title"})}, {}}});
  const Table users = database.table("users");
  EXPECT_EQ(users.columns[1].default_value, DefaultValue(Expression("lower('X')")));
  EXPECT_EQ(users.columns[1].collation, "NOCASE");
  EXPECT_FALSE(users.columns[1].nullable);
  EXPECT_THAT(users.unique_constraints,
              ElementsAre(UniqueConstraint{Identifier("uq_name"), names({"name"})}));
  EXPECT_THAT(users.checks, ElementsAre(CheckConstraint{Identifier("ck_age"),
                                                        Expression("age BETWEEN 0 AND 200")}));
  EXPECT_THAT(database.table("posts").foreign_keys, ElementsAre(key));
  EXPECT_EQ(database.table("posts").primary_key,
            (PrimaryKey{Identifier("pk_posts"), names({"title"})}));
  EXPECT_EQ(database.value("SELECT count(*) FROM posts"), "2");
  EXPECT_EQ(database.value("SELECT count(*) FROM users"), "2");
}

TEST(SqliteRebuild, HappensOnceForAllChangesOfATable) {
  SqliteDatabase database(kShop);
  const QualifiedName posts("posts");
  AlterColumn title{posts, Identifier("title"), {}, {}, {}};
  title.to.type = SqlType("varchar(200)");
  const std::vector<Operation> operations = {
      AddColumn{kTable, column("email", "text")},
      retyped("age", "bigint"),
      title,
      RenameColumn{kTable, Identifier("name"), Identifier("login")},
      DropIndex{kTable, Identifier("ix_name"), {}},
      CreateIndex{kTable, Index{Identifier("ix_new"),
                                {{Expression("lower(login)"), false, 0, ""}},
                                false,
                                {},
                                "",
                                {},
                                false,
                                "",
                                {},
                                {}}},
      unique("uq_login", {"login"}),
      DropColumn{kTable, Identifier("boss"), {}}};
  const auto statements = database.rendered(operations);
  EXPECT_EQ(count_of(statements, "DROP TABLE \"users\""), 1);
  EXPECT_EQ(count_of(statements, "DROP TABLE \"posts\""), 1);
  EXPECT_EQ(count_of(statements, "PRAGMA foreign_keys = OFF"), 1);
  database.migrate(operations);
  const Table users = database.table("users");
  ASSERT_EQ(users.columns.size(), 4u);
  EXPECT_EQ(users.columns[1].name, Identifier("login"));
  EXPECT_EQ(users.columns[3].name, Identifier("email"));
  ASSERT_EQ(users.indexes.size(), 1u);
  EXPECT_EQ(users.indexes[0].name, Identifier("ix_new"));
  EXPECT_EQ(database.value("SELECT group_concat(login) FROM users"), "ann,bob");
  EXPECT_EQ(database.value("SELECT count(*) FROM posts"), "2");
}

TEST(SqliteRebuild, LetsExpressionsViewsAndOtherTablesFollowARenamedColumn) {
  SqliteDatabase database(R"(
      CREATE TABLE users (id INTEGER PRIMARY KEY, a INT UNIQUE, b INT AS (a + 1),
                          CHECK (a > 0 AND "a" < 100));
      CREATE TABLE other (x INT REFERENCES users (a));
      CREATE INDEX ix ON users (abs(a)) WHERE a > 5;
      CREATE VIEW v AS SELECT a AS shown FROM users;
      INSERT INTO users (a) VALUES (7); INSERT INTO other VALUES (7))");
  database.migrate({retyped("a", "bigint"),
                    RenameColumn{kTable, Identifier("a"), Identifier("new a")},
                    check("ck", "\"new a\" <> 9")});
  const Table users = database.table("users");
  EXPECT_EQ(users.columns[1].name, Identifier("new a"));
  EXPECT_EQ(users.columns[1].type.text, "bigint");
  EXPECT_EQ(users.checks[0].condition.text, "\"new a\" > 0 AND \"new a\" < 100");
  EXPECT_EQ(database.value("SELECT shown FROM v"), "7");
  EXPECT_EQ(database.table("other").foreign_keys[0].referred_columns, names({"new a"}));
  EXPECT_EQ(database.value("SELECT b FROM users"), "8");
}

TEST(SqliteRebuild, FollowsNamesThatChangeHands) {
  SqliteDatabase database(
      "CREATE TABLE users (id INTEGER PRIMARY KEY, a INT, b INT);"
      "INSERT INTO users (a, b) VALUES (1, 2)");
  database.migrate({DropColumn{kTable, Identifier("b"), {}},
                    RenameColumn{kTable, Identifier("a"), Identifier("b")},
                    AddColumn{kTable, column("a", "text")}, retyped("b", "bigint")});
  EXPECT_EQ(database.value("SELECT b || coalesce(a, '-') FROM users"), "1-");
}

TEST(SqliteRebuild, SeesWhatTheOperationsBeforeItHaveMade) {
  SqliteDatabase database(kShop);
  Table fresh;
  fresh.name = QualifiedName("fresh");
  fresh.columns = {column("id", "integer", false), column("u", "integer")};
  fresh.primary_key = PrimaryKey{{}, names({"id"})};
  fresh.foreign_keys = {{Identifier("fk"), names({"u"}), kTable, names({"id"}), {}, {}, {}}};
  const QualifiedName people("people");
  AlterColumn retype{QualifiedName("fresh"), Identifier("u"), {}, {}, {}};
  retype.to.type = SqlType("bigint");
  AlterColumn posts{QualifiedName("posts"), Identifier("title"), {}, {}, {}};
  posts.to.type = SqlType("varchar(9)");
  database.migrate({CreateTable{fresh}, RenameTable{kTable, people.name},
                    RenameColumn{people, Identifier("id"), Identifier("number")}, retype, posts});
  for (const char* name : {"fresh", "posts"}) {
    const ForeignKey key = database.table(name).foreign_keys.front();
    EXPECT_EQ(key.referred_table, people);
    EXPECT_EQ(key.referred_columns, names({"number"}));
  }
}

TEST(SqliteRebuild, KeepsTriggersAndViews) {
  SqliteDatabase database(kShop);
  database.run(R"(
      CREATE TABLE log (what TEXT);
      CREATE TRIGGER t1 AFTER INSERT ON users
        BEGIN INSERT INTO log VALUES ('in; ' || NEW.name); END;
      CREATE TRIGGER t2 AFTER DELETE ON users WHEN OLD.age > 0
        BEGIN INSERT INTO log SELECT CASE WHEN 1 THEN 'out' END; END;
      CREATE TRIGGER t3 AFTER INSERT ON posts BEGIN UPDATE users SET age = age + 1; END;
      CREATE VIEW v AS SELECT name, title FROM users JOIN posts ON author = users.id)");
  const std::string triggers =
      "SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_schema "
      "WHERE type IN ('trigger', 'view') ORDER BY name)";
  const std::string before = database.value(triggers);
  database.migrate({retyped("age", "bigint"), required("name")});
  EXPECT_EQ(database.value(triggers), before);
  EXPECT_EQ(database.value("SELECT count(*) FROM log"), "0");
  database.run("INSERT INTO users (name) VALUES ('new')");
  EXPECT_EQ(database.value("SELECT what FROM log"), "in; new");
  EXPECT_EQ(database.value("SELECT count(*) FROM v"), "2");
}

TEST(SqliteRebuild, RefusesRatherThanLosingATriggerThatItDoesNotKnow) {
  SqliteDatabase database(kShop);
  const auto statements = database.rendered({retyped("age", "bigint")});
  database.run("CREATE TRIGGER late AFTER INSERT ON users BEGIN SELECT 1; END");
  bool refused = false;
  for (const Statement& each : statements)
    if (!each.refuse_rows.empty() && each.sql.find("trigger") != std::string::npos)
      refused = !database.connection().query(each.sql).rows.empty();
  EXPECT_TRUE(refused);
}

TEST(SqliteRebuild, FailsWhenAViewNamesAColumnThatGoes) {
  SqliteDatabase database(kShop);
  database.run("CREATE VIEW v AS SELECT boss FROM users");
  EXPECT_THAT(refusal(database, {DropColumn{kTable, Identifier("boss"), {}}}), HasSubstr("view v"));
  EXPECT_EQ(database.table("users").columns.size(), 4u);
}

TEST(SqliteRebuild, SaysWhichRowsStandInTheWay) {
  SqliteDatabase database(kShop);
  EXPECT_THAT(refusal(database, {required("boss")}),
              HasSubstr("column 'boss' of table 'users' becomes NOT NULL"));
  database.run("UPDATE users SET name = 'ann'");
  EXPECT_THAT(refusal(database, {unique("uq", {"name"})}), HasSubstr("the same values in name"));
  EXPECT_EQ(database.value("SELECT count(*) FROM users"), "2");
}

TEST(SqliteRebuild, RefusesRowsThatReferToNothing) {
  SqliteDatabase database(kShop);
  ForeignKey key{Identifier("fk"),
                 names({"age"}),
                 QualifiedName("posts"),
                 names({"id"}),
                 ReferentialAction::no_action,
                 ReferentialAction::no_action,
                 {}};
  EXPECT_THAT(refusal(database, {CreateConstraint{kTable, key, {}}}),
              HasSubstr("rows that do not exist"));
  EXPECT_EQ(database.table("users").foreign_keys.size(), 1u);
}

TEST(SqliteRebuild, RefusesAForeignKeyToWhatIsNoKey) {
  const ForeignKey key{Identifier("fk"), names({"title"}), kTable, names({"name"})};
  const CreateConstraint create{QualifiedName("posts"), key, {}};
  SqliteDatabase database(kShop);
  EXPECT_THAT(database.unsupported({create}),
              HasSubstr("foreign key 'fk' refers to columns of table 'users' that are no key"));
  database.run("UPDATE posts SET title = NULL");
  database.migrate({create, unique("uq", {"name"})});
  EXPECT_EQ(database.table("posts").foreign_keys.size(), 2u);
}

TEST(SqliteRebuild, RefusesToRunWhileForeignKeysAreEnforced) {
  SqliteDatabase database(kShop);
  const auto statements = database.rendered({retyped("age", "bigint")});
  const auto guard = std::find_if(statements.begin(), statements.end(), [](const Statement& each) {
    return each.phase == Statement::Phase::transaction;
  });
  ASSERT_FALSE(guard->refuse_rows.empty());
  EXPECT_FALSE(database.connection().query(guard->sql).rows.empty());
  database.run("PRAGMA foreign_keys = OFF");
  EXPECT_TRUE(database.connection().query(guard->sql).rows.empty());
}

TEST(SqliteRebuild, ConvertsValuesAsTold) {
  SqliteDatabase database(kShop);
  AlterColumn op = retyped("age", "text");
  op.options["sqlite"]["using"] = "age || ' years'";
  database.migrate({op});
  EXPECT_EQ(database.value("SELECT age FROM users"), "30 years");
}

TEST(SqliteRebuild, FindsAConstraintWithoutANameByWhatItSays) {
  SqliteDatabase database("CREATE TABLE users (a INT CHECK (a > 0) CHECK (a < 9), UNIQUE (a))");
  const Table table = database.table("users");
  database.migrate({DropConstraint{kTable, {}, ConstraintKind::check, Constraint(table.checks[1])},
                    DropConstraint{kTable, Identifier("uq_users_a"), ConstraintKind::unique, {}}});
  EXPECT_THAT(database.table("users").checks, ElementsAre(table.checks[0]));
  EXPECT_THAT(database.table("users").unique_constraints, IsEmpty());
  EXPECT_THAT(
      database.unsupported({DropConstraint{kTable, Identifier("no"), ConstraintKind::check, {}}}),
      HasSubstr("has no check constraint 'no'"));
}

TEST(SqliteRebuild, IsUnsupportedWhenTheTableIsNotKnown) {
  SqliteDatabase database;
  OfflineContext offline(database.connection().server());
  const std::vector<Operation> operations = {retyped("age", "bigint")};
  const Rendered result = database.dialect().renderer().render(operations, offline);
  EXPECT_THAT(std::get<Unsupported>(result).reason, HasSubstr("without a database"));
  EXPECT_THAT(database.unsupported(operations), HasSubstr("no such table"));
}

TEST(SqliteRebuild, LeavesATableAloneWhoseSqlIsNotUnderstood) {
  SqliteDatabase database(kShop);
  LiveContext live(database.dialect(), database.connection());
  class Odd final : public RenderContext {
   public:
    explicit Odd(LiveContext& inner) : inner_(inner) {}
    const Table* table(const QualifiedName& name) override {
      table_ = *inner_.table(name);
      table_.options["sqlite"]["not_understood"] = "TTL 3 DAYS";
      return &table_;
    }
    std::vector<QualifiedName> referring_tables(const QualifiedName&) override { return {}; }
    std::vector<SchemaObject> objects_on(const QualifiedName&) override { return {}; }
    const Schema* schema() override { return nullptr; }
    const ServerInfo& server() const override { return inner_.server(); }
    bool offline() const override { return false; }

   private:
    LiveContext& inner_;
    Table table_;
  } odd(live);
  const std::vector<Operation> operations = {retyped("age", "bigint")};
  const Rendered result = database.dialect().renderer().render(operations, odd);
  EXPECT_THAT(std::get<Unsupported>(result).reason, HasSubstr("TTL 3 DAYS"));
}

TEST(SqliteDropTable, NeverDeletesTheRowsThatReferToIt) {
  SqliteDatabase database(kShop);
  EXPECT_THAT(database.unsupported({DropTable{kTable, {}}}),
              HasSubstr("a foreign key of 'posts' refers to it"));
  EXPECT_EQ(database.value("SELECT count(*) FROM posts"), "2");
  database.migrate({DropTable{kTable, {}}, DropTable{QualifiedName("posts"), {}}});
  EXPECT_THAT(database.read().tables, IsEmpty());
}

TEST(SqliteDropTable, MakesWayForATableOfTheSameName) {
  SqliteDatabase database(kShop);
  Table copy = database.table("users");
  copy.indexes.clear();
  copy.name = QualifiedName("copy");
  copy.foreign_keys.clear();
  database.migrate({CreateTable{copy}});
  database.run("INSERT INTO copy SELECT * FROM users");
  database.migrate({DropTable{kTable, {}}, RenameTable{QualifiedName("copy"), kTable.name}});
  EXPECT_EQ(database.value("SELECT count(*) FROM posts"), "2");
  EXPECT_EQ(database.table("posts").foreign_keys[0].referred_table, kTable);
}

TEST(SqliteDropTable, NeedsNothingElseWhenNobodyRefersToIt) {
  SqliteDatabase database(kShop);
  EXPECT_EQ(database.rendered({DropTable{QualifiedName("posts"), {}}}).size(), 1u);
  EXPECT_EQ(
      database.rendered({DropTable{QualifiedName("posts"), {}}, DropTable{kTable, {}}}).size(), 2u);
}

}  // namespace
}  // namespace whimbrel::test
