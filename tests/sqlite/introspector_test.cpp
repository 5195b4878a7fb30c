#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sqlite_fixture.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::string option(const Options& options, const std::string& key) {
  const auto ours = options.find("sqlite");
  if (ours == options.end()) return "";
  const auto found = ours->second.find(key);
  return found == ours->second.end() ? "" : found->second;
}

TEST(SqliteIntrospector, ReadsNamesWithSpacesQuotesAndKeyWords) {
  SqliteDatabase database(R"(
      CREATE TABLE "order ""details""" ("first name" TEXT, [select] INT, `back tick` REAL,
                                        'string name' BLOB, "a,b" INT CHECK ("a,b" > 0));
      CREATE INDEX "ix of it" ON "order ""details""" ("first name", [select]))");
  const Table table = database.table("order \"details\"");
  std::vector<std::string> columns;
  for (const Column& each : table.columns) columns.push_back(each.name.text());
  EXPECT_THAT(columns, ElementsAre("first name", "select", "back tick", "string name", "a,b"));
  ASSERT_EQ(table.indexes.size(), 1u);
  EXPECT_EQ(std::get<Identifier>(table.indexes[0].keys[1].what), Identifier("select"));
}

TEST(SqliteIntrospector, IsNotMisledByCommentsAndStrings) {
  SqliteDatabase database(R"(
      CREATE TABLE a ( -- the first, with a comma
        b /* NOT NULL, really */ TEXT DEFAULT 'CHECK (x), PRIMARY KEY', -- PRIMARY KEY
        c INT CHECK (c > 0 /* ) */ AND b <> '),(' ) -- UNIQUE
        /* , d INT */
      ))");
  const Table table = database.table("a");
  ASSERT_EQ(table.columns.size(), 2u);
  EXPECT_EQ(table.columns[0].default_value,
            DefaultValue(Literal{Literal::Kind::string, "CHECK (x), PRIMARY KEY"}));
  EXPECT_TRUE(table.columns[0].nullable);
  ASSERT_EQ(table.checks.size(), 1u);
  EXPECT_EQ(table.checks[0].condition.text, "c > 0 /* ) */ AND b <> '),('");
  EXPECT_FALSE(table.primary_key);
}

TEST(SqliteIntrospector, TellsLiteralsFromExpressions) {
  SqliteDatabase database(R"(
      CREATE TABLE a (s TEXT DEFAULT 'it''s', n INT DEFAULT -5, r REAL DEFAULT 1.5e3,
        t BOOLEAN DEFAULT TRUE, z INT DEFAULT NULL, e TEXT DEFAULT (lower('X')),
        now TIMESTAMP DEFAULT current_timestamp, p INT DEFAULT (7), x BLOB DEFAULT x'00',
        w TEXT DEFAULT word, none INT))");
  const Table table = database.table("a");
  const auto value = [&](const char* name) {
    return table.column(Identifier(name))->default_value;
  };
  const auto literal = [](Literal::Kind kind, const char* text) {
    return std::optional<DefaultValue>(Literal{kind, text});
  };
  const auto expression = [](const char* text) {
    return std::optional<DefaultValue>(Expression(text));
  };
  EXPECT_EQ(value("s"), literal(Literal::Kind::string, "it's"));
  EXPECT_EQ(value("n"), literal(Literal::Kind::number, "-5"));
  EXPECT_EQ(value("r"), literal(Literal::Kind::number, "1.5e3"));
  EXPECT_EQ(value("t"), literal(Literal::Kind::boolean, "true"));
  EXPECT_EQ(value("z"), std::nullopt);
  EXPECT_EQ(value("e"), expression("lower('X')"));
  EXPECT_EQ(value("now"), expression("CURRENT_TIMESTAMP"));
  EXPECT_EQ(value("p"), literal(Literal::Kind::number, "7"));
  EXPECT_EQ(value("x"), expression("x'00'"));
  EXPECT_EQ(value("w"), literal(Literal::Kind::string, "word"));
  EXPECT_EQ(value("none"), std::nullopt);
}

TEST(SqliteIntrospector, KnowsWhichKeyCountsByItself) {
  SqliteDatabase database(R"(
      CREATE TABLE counts (id INTEGER PRIMARY KEY AUTOINCREMENT);
      CREATE TABLE inside (id INTEGER, PRIMARY KEY (id AUTOINCREMENT));
      CREATE TABLE alias (id INTEGER PRIMARY KEY);
      CREATE TABLE other (id INT PRIMARY KEY))");
  EXPECT_TRUE(database.table("counts").columns[0].autoincrement);
  EXPECT_TRUE(database.table("inside").columns[0].autoincrement);
  EXPECT_FALSE(database.table("alias").columns[0].autoincrement);
  EXPECT_FALSE(database.table("alias").columns[0].nullable);
  // Other keys of SQLite may be null.
  EXPECT_TRUE(database.table("other").columns[0].nullable);
}

TEST(SqliteIntrospector, ReadsConstraintsWithAndWithoutNames) {
  SqliteDatabase database(R"(
      CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b));
      CREATE TABLE c (
        id INTEGER CONSTRAINT pk_c PRIMARY KEY,
        x INT CONSTRAINT positive CHECK (x > 0) CHECK (x < 9),
        y INT NOT NULL CONSTRAINT y_once UNIQUE,
        parent INT REFERENCES c (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
        UNIQUE (x, y)
        CONSTRAINT to_p FOREIGN KEY (x, y) REFERENCES p (a, b) ON UPDATE CASCADE ON DELETE RESTRICT,
        CHECK (x <> y)))");
  EXPECT_EQ(database.table("p").primary_key, (PrimaryKey{{}, names({"a", "b"})}));
  const Table table = database.table("c");
  EXPECT_EQ(table.primary_key, (PrimaryKey{Identifier("pk_c"), names({"id"})}));
  EXPECT_THAT(table.unique_constraints,
              ElementsAre(UniqueConstraint{Identifier("y_once"), names({"y"})},
                          UniqueConstraint{{}, names({"x", "y"})}));
  EXPECT_THAT(table.checks,
              ElementsAre(CheckConstraint{Identifier("positive"), Expression("x > 0")},
                          CheckConstraint{{}, Expression("x < 9")},
                          CheckConstraint{{}, Expression("x <> y")}));
  ASSERT_EQ(table.foreign_keys.size(), 2u);
  EXPECT_EQ(table.foreign_keys[0].referred_table, QualifiedName("c"));
  EXPECT_TRUE(table.foreign_keys[0].deferral.deferrable &&
              table.foreign_keys[0].deferral.initially_deferred);
  EXPECT_EQ(table.foreign_keys[0].on_delete, ReferentialAction::set_null);
  EXPECT_EQ(table.foreign_keys[1].name, Identifier("to_p"));
  EXPECT_EQ(table.foreign_keys[1].on_update, ReferentialAction::cascade);
  EXPECT_EQ(table.foreign_keys[1].on_delete, ReferentialAction::restrict);
}

TEST(SqliteIntrospector, CompletesWhatAForeignKeyRefersTo) {
  SqliteDatabase database(R"(
      CREATE TABLE Users (Id INTEGER PRIMARY KEY);
      CREATE TABLE a (u INT REFERENCES users, v INT REFERENCES USERS (ID), w REFERENCES nowhere))");
  for (const IntrospectionScope& scope :
       {IntrospectionScope{}, IntrospectionScope{{}, {QualifiedName("a")}}}) {
    const Schema schema = database.read(scope);
    const auto& keys = schema.table(QualifiedName("a"))->foreign_keys;
    for (int i : {0, 1}) {
      EXPECT_EQ(keys[i].referred_table, QualifiedName("Users"));
      EXPECT_EQ(keys[i].referred_columns, names({"Id"}));
    }
    EXPECT_THAT(keys[2].referred_columns, IsEmpty());
  }
}

TEST(SqliteIntrospector, ReadsIndexesOfEveryKind) {
  SqliteDatabase database(R"(
      CREATE TABLE a (b TEXT, c INT, d TEXT UNIQUE);
      CREATE UNIQUE INDEX ix_1 ON a (b COLLATE NOCASE DESC, c ASC) WHERE c > 0 AND b <> '';
      CREATE INDEX ix_2 ON a (lower(b), (c + 1) DESC, (c)))");
  const Table table = database.table("a");
  ASSERT_EQ(table.indexes.size(), 2u);  // that of UNIQUE is not one of its own
  const Index& first = table.indexes[0];
  EXPECT_TRUE(first.unique);
  EXPECT_EQ(first.keys[0], (IndexKey{Identifier("b"), true, 0, "COLLATE NOCASE"}));
  EXPECT_EQ(first.keys[1], (IndexKey{Identifier("c"), false, 0, ""}));
  EXPECT_EQ(first.where, Expression("c > 0 AND b <> ''"));
  const Index& second = table.indexes[1];
  EXPECT_FALSE(second.unique);
  EXPECT_EQ(second.keys[0], (IndexKey{Expression("lower(b)"), false, 0, ""}));
  EXPECT_EQ(second.keys[1], (IndexKey{Expression("c + 1"), true, 0, ""}));
  EXPECT_EQ(second.keys[2], (IndexKey{Identifier("c"), false, 0, ""}));
}

TEST(SqliteIntrospector, ReadsGeneratedColumnsAndCollations) {
  SqliteDatabase database(R"(
      CREATE TABLE a (b TEXT COLLATE nocase, c TEXT COLLATE BINARY,
        v INT GENERATED ALWAYS AS (length(b)) VIRTUAL, s INT AS (v + 1) STORED, w AS (1)))");
  const Table table = database.table("a");
  EXPECT_EQ(table.columns[0].collation, "NOCASE");
  EXPECT_EQ(table.columns[1].collation, "");
  EXPECT_EQ(table.columns[2].generated, (Generated{Expression("length(b)"), false}));
  EXPECT_EQ(table.columns[3].generated, (Generated{Expression("v + 1"), true}));
  EXPECT_EQ(table.columns[4].generated, (Generated{Expression("1"), false}));
}

TEST(SqliteIntrospector, KeepsInOptionsWhatTheModelHasNoPlaceFor) {
  SqliteDatabase database(R"(
      CREATE TABLE a (b TEXT NOT NULL ON CONFLICT REPLACE DEFAULT '',
        c TEXT UNIQUE ON CONFLICT IGNORE,
        PRIMARY KEY (b DESC, c COLLATE NOCASE) ON CONFLICT FAIL, UNIQUE (c COLLATE RTRIM)
      ) STRICT, WITHOUT ROWID)");
  const Table table = database.table("a");
  EXPECT_EQ(option(table.options, "strict"), "true");
  EXPECT_EQ(option(table.options, "without_rowid"), "true");
  EXPECT_EQ(option(table.options, "primary_key_on_conflict"), "fail");
  EXPECT_EQ(option(table.options, "primary_key_keys"), "b DESC, c COLLATE NOCASE");
  EXPECT_EQ(option(table.options, "constraints"),
            "UNIQUE (\"c\") ON CONFLICT IGNORE,\nUNIQUE (c COLLATE RTRIM)");
  EXPECT_EQ(option(table.columns[0].options, "not_null_on_conflict"), "replace");
  EXPECT_EQ(option(table.options, "not_understood"), "");
}

TEST(SqliteIntrospector, NamesWhatIsNotModelled) {
  SqliteDatabase database(R"(
      CREATE TABLE a (b INTEGER PRIMARY KEY AUTOINCREMENT, c TEXT);
      CREATE VIEW v AS SELECT b FROM a;
      CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;
      CREATE VIRTUAL TABLE f USING fts5 (x);
      ANALYZE)");
  const Schema schema = database.read();
  EXPECT_EQ(schema.tables.size(), 1u);
  EXPECT_THAT(schema.unsupported, ElementsAre(UnsupportedObject{"virtual table", "f"}));
  EXPECT_THAT(database.read({{"v", "f", "a"}, {}}).unsupported, IsEmpty());
}

TEST(SqliteIntrospector, ReadsSingleTablesWithWhatStandsOnThem) {
  SqliteDatabase database(R"(
      CREATE TABLE a (b); CREATE TABLE c (d); CREATE VIEW v AS SELECT b FROM a;
      CREATE TRIGGER t AFTER INSERT ON A BEGIN SELECT 1; END;
      CREATE TRIGGER u AFTER INSERT ON c BEGIN SELECT b FROM a; END)");
  const Schema one = database.read({{}, {QualifiedName("a"), QualifiedName("missing")}});
  EXPECT_EQ(one.tables.size(), 1u);
  ASSERT_EQ(one.objects.size(), 1u);
  EXPECT_EQ(one.objects.begin()->first.text(), "t on a");
}

// Counts what goes through it.
class CountingConnection final : public Connection {
 public:
  explicit CountingConnection(Connection& inner) : inner_(inner) {}
  const ServerInfo& server() const override { return inner_.server(); }
  std::uint64_t execute(std::string_view sql) override { return inner_.execute(sql); }
  Rows query(std::string_view sql) override {
    ++queries;
    return inner_.query(sql);
  }
  void begin() override {}
  void commit() override {}
  void rollback() override {}
  std::string session_id() const override { return {}; }
  int queries = 0;

 private:
  Connection& inner_;
};

TEST(SqliteIntrospector, AsksTheSameNumberOfQuestionsForAnyNumberOfTables) {
  SqliteDatabase database;
  const auto questions = [&] {
    CountingConnection counting(database.connection());
    database.dialect().introspector().read(counting, {});
    return counting.queries;
  };
  const auto add_table = [&](int i) {
    const std::string name = "t" + std::to_string(i);
    database.run("CREATE TABLE " + name + " (id INTEGER PRIMARY KEY, p INT REFERENCES t0);" +
                 "CREATE INDEX ix_" + name + " ON " + name + " (p)");
  };
  add_table(0);
  const int with_one = questions();
  for (int i = 1; i < 50; ++i) add_table(i);
  EXPECT_EQ(questions(), with_one);
}

// What is read of a schema makes the same schema again.
void expect_round_trip(SqliteDatabase& database) {
  const Schema schema = database.read();
  SqliteDatabase copy;
  std::vector<Operation> operations;
  for (const auto& [name, table] : schema.tables) operations.emplace_back(CreateTable{table});
  copy.migrate(operations);
  EXPECT_EQ(copy.read().tables, schema.tables);
}

TEST(SqliteIntrospector, ReadsBackWhatItWasMadeFrom) {
  SqliteDatabase database(R"(
      CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b));
      CREATE TABLE "odd ""name" ("x y" VARCHAR(10) DEFAULT 'it''s' COLLATE NOCASE, u UUID,
        n INTERVAL, none, big UNSIGNED BIG INT, k "primary key", z TIMESTAMP WITH TIME ZONE(3),
        CONSTRAINT "c k" CHECK ("x y" <> ')'), UNIQUE ("x y", u), UNIQUE (n COLLATE NOCASE));
      CREATE TABLE counts (id INTEGER CONSTRAINT pk PRIMARY KEY ON CONFLICT FAIL AUTOINCREMENT,
        a INT, b INT, up INT REFERENCES counts (id) DEFERRABLE INITIALLY DEFERRED,
        at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, e TEXT DEFAULT (lower('X') || 'y'),
        blob BLOB DEFAULT x'00', half INT AS (a / 2) STORED NOT NULL,
        FOREIGN KEY (a, b) REFERENCES p (a, b) ON DELETE CASCADE);
      CREATE TABLE exact (a TEXT NOT NULL ON CONFLICT REPLACE DEFAULT '', b ANY,
        PRIMARY KEY (a DESC, b)) STRICT, WITHOUT ROWID;
      CREATE INDEX ix ON counts (a DESC, lower(e), b COLLATE RTRIM) WHERE a > 0;
      CREATE UNIQUE INDEX "u x" ON "odd ""name" ("x y"))");
  expect_round_trip(database);
}

}  // namespace
}  // namespace whimbrel::test
