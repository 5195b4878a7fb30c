#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mysql_family/family_database.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

using Kind = Literal::Kind;

std::optional<DefaultValue> default_of(FamilyDatabase& database, const std::string& definition) {
  database.execute("DROP TABLE IF EXISTS d");
  database.execute("CREATE TABLE d (c " + definition + ")");
  return database.table("d").columns.at(0).default_value;
}

TEST(FamilyIntrospection, TellsLiteralsFromExpressions) {
  FamilyDatabase database;
  const auto read = [&](const char* definition) { return default_of(database, definition); };
  const auto literal = [](Kind kind, const char* text) -> std::optional<DefaultValue> {
    return Literal{kind, text};
  };
  const auto expression = [](const char* text) -> std::optional<DefaultValue> {
    return Expression(text);
  };
  EXPECT_EQ(read("varchar(10)"), std::nullopt);
  EXPECT_EQ(read("varchar(10) DEFAULT NULL"), std::nullopt);
  EXPECT_EQ(read("varchar(10) NOT NULL"), std::nullopt);
  EXPECT_EQ(read("varchar(10) DEFAULT 'NULL'"), literal(Kind::string, "NULL"));
  EXPECT_EQ(read("varchar(10) DEFAULT '5'"), literal(Kind::string, "5"));
  EXPECT_EQ(read("varchar(10) DEFAULT ''"), literal(Kind::string, ""));
  EXPECT_EQ(read("varchar(40) DEFAULT 'it''s \\\\ \"x\" `y`'"),
            literal(Kind::string, "it's \\ \"x\" `y`"));
  EXPECT_EQ(read("varchar(40) DEFAULT 'CURRENT_TIMESTAMP'"),
            literal(Kind::string, "CURRENT_TIMESTAMP"));
  EXPECT_EQ(read("int DEFAULT '5'"), literal(Kind::number, "5"));
  EXPECT_EQ(read("int DEFAULT -5"), literal(Kind::number, "-5"));
  EXPECT_EQ(read("decimal(10,2) DEFAULT 0"), literal(Kind::number, "0"));
  EXPECT_EQ(read("decimal(10,2) DEFAULT 1.5"), literal(Kind::number, "1.5"));
  EXPECT_EQ(read("boolean DEFAULT true"), literal(Kind::boolean, "true"));
  EXPECT_EQ(read("boolean DEFAULT 0"), literal(Kind::boolean, "false"));
  EXPECT_EQ(read("tinyint DEFAULT 1"), literal(Kind::number, "1"));
  EXPECT_EQ(read("date DEFAULT '2020-01-31'"), literal(Kind::string, "2020-01-31"));
  EXPECT_EQ(read("enum('a','b') DEFAULT 'b'"), literal(Kind::string, "b"));
  EXPECT_EQ(read("int DEFAULT (1 + 1)"), expression("1 + 1"));
  EXPECT_EQ(read("varchar(36) DEFAULT (uuid())"), expression("uuid()"));
  EXPECT_EQ(read("varchar(9) DEFAULT (concat('a','it\\'s'))"), expression("concat('a','it\\'s')"));
  EXPECT_EQ(read("bit(3) DEFAULT b'101'"), expression("b'101'"));
  EXPECT_EQ(read("text DEFAULT ('x')"), literal(Kind::string, "x"));
  EXPECT_EQ(read("json DEFAULT ('{}')"), literal(Kind::string, "{}"));
}

TEST(FamilyIntrospection, SpellsTheTimeOfTheStatementInOneWay) {
  FamilyDatabase database;
  const std::optional<DefaultValue> now = Expression("CURRENT_TIMESTAMP");
  EXPECT_EQ(default_of(database, "datetime DEFAULT now()"), now);
  EXPECT_EQ(default_of(database, "datetime DEFAULT current_timestamp"), now);
  EXPECT_EQ(default_of(database, "timestamp(6) NULL DEFAULT CURRENT_TIMESTAMP(6)"), now);
  database.execute("DROP TABLE d");
  database.execute("CREATE TABLE d (c datetime(3) ON UPDATE now(3))");
  const Column column = database.table("d").columns.at(0);
  EXPECT_EQ(column.options.at(dialect_under_test()).at("on_update"), "CURRENT_TIMESTAMP");
}

TEST(FamilyIntrospection, ReadsBytesWholeThatTheCatalogCutsOff) {
  FamilyDatabase database;
  EXPECT_EQ(default_of(database, "varbinary(9) DEFAULT x'00ff27'"),
            DefaultValue(Expression("x'00ff27'")));
  EXPECT_EQ(default_of(database, "varbinary(9) DEFAULT 'ab'"),
            DefaultValue(Literal{Kind::string, "ab"}));
}

TEST(FamilyIntrospection, ReportsOptionsOnlyWhereTheyDifferFromTheDatabase) {
  FamilyDatabase database;
  database.script(R"(
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
CREATE TABLE plain (a varchar(5), b varchar(5) COLLATE utf8mb4_bin);
CREATE TABLE latin (a varchar(5)) ENGINE MyISAM DEFAULT CHARACTER SET latin1;
CREATE TABLE binary_order (a varchar(5)) COLLATE utf8mb4_bin ROW_FORMAT = compressed;
)");
  const std::string dialect = dialect_under_test();
  const Schema schema = database.read();
  const Table& plain = schema.tables.at(QualifiedName("plain"));
  EXPECT_THAT(plain.options, IsEmpty());
  EXPECT_EQ(plain.columns.at(0).collation, "");
  EXPECT_EQ(plain.columns.at(1).collation, "utf8mb4_bin");
  const Table& latin = schema.tables.at(QualifiedName("latin"));
  EXPECT_EQ(latin.options.at(dialect),
            (std::map<std::string, std::string>{{"charset", "latin1"}, {"engine", "MyISAM"}}));
  EXPECT_EQ(latin.columns.at(0).collation, "");
  const Table& ordered = schema.tables.at(QualifiedName("binary_order"));
  EXPECT_EQ(ordered.options.at(dialect),
            (std::map<std::string, std::string>{{"collate", "utf8mb4_bin"},
                                                {"row_format", "compressed"}}));
}

TEST(FamilyIntrospection, ReadsEveryKindOfKey) {
  FamilyDatabase database;
  database.script(R"(
CREATE TABLE a (id int PRIMARY KEY, t varchar(50), u int, g point NOT NULL, x text,
  UNIQUE uq (u, id), UNIQUE uq_part (t(5)), KEY ix_order (u DESC, t), KEY ix_comment (u) COMMENT 'c',
  FULLTEXT ix_words (x), SPATIAL ix_place (g), KEY ix_hash (t) USING HASH);
)");
  const Table table = database.table("a");
  EXPECT_EQ(table.primary_key, (PrimaryKey{Identifier(), {Identifier("id")}}));
  ASSERT_THAT(table.unique_constraints, SizeIs(1));
  EXPECT_EQ(table.unique_constraints[0].columns,
            (std::vector<Identifier>{Identifier("u"), Identifier("id")}));
  const auto index = [&](const char* name) { return *table.index(Identifier(name)); };
  EXPECT_TRUE(index("uq_part").unique);
  EXPECT_EQ(index("uq_part").keys.at(0).prefix_length, 5);
  EXPECT_TRUE(index("ix_order").keys.at(0).descending);
  EXPECT_FALSE(index("ix_order").keys.at(1).descending);
  EXPECT_EQ(index("ix_comment").comment, "c");
  EXPECT_EQ(index("ix_words").method, "fulltext");
  EXPECT_EQ(index("ix_place").method, "spatial");
  EXPECT_EQ(index("ix_place").keys.at(0).prefix_length, 0);
  EXPECT_EQ(index("ix_hash").method, "");
}

TEST(FamilyIntrospection, LeavesOutTheIndexThatAForeignKeyBrings) {
  FamilyDatabase database;
  database.script(R"(
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE brings (a int, CONSTRAINT fk1 FOREIGN KEY (a) REFERENCES p (id));
CREATE TABLE has (a int, KEY ix (a), CONSTRAINT fk2 FOREIGN KEY (a) REFERENCES p (id));
)");
  const Schema schema = database.read();
  EXPECT_THAT(schema.tables.at(QualifiedName("brings")).indexes, IsEmpty());
  EXPECT_THAT(schema.tables.at(QualifiedName("has")).indexes, SizeIs(1));
}

TEST(FamilyIntrospection, ReadsForeignKeys) {
  FamilyDatabase database;
  const FamilyDatabase elsewhere;
  elsewhere.fresh().connect()->execute("CREATE TABLE far (id int PRIMARY KEY)");
  database.script(
      "CREATE TABLE p (x int, y int, PRIMARY KEY (x, y));"
      "CREATE TABLE c (a int, b int, f int, CONSTRAINT fk_two FOREIGN KEY (b, a) REFERENCES p (x, "
      "y)"
      " ON DELETE CASCADE ON UPDATE SET NULL, CONSTRAINT fk_far FOREIGN KEY (f) REFERENCES " +
      elsewhere.fresh().name() + ".far (id))");
  const Table table = database.table("c");
  ASSERT_THAT(table.foreign_keys, SizeIs(2));
  const ForeignKey& far = table.foreign_keys[0];
  EXPECT_EQ(far.referred_table,
            QualifiedName(Identifier(elsewhere.fresh().name()), Identifier("far")));
  EXPECT_EQ(far.on_delete, ReferentialAction::no_action);
  const ForeignKey& two = table.foreign_keys[1];
  EXPECT_THAT(two.columns, ElementsAre(Identifier("b"), Identifier("a")));
  EXPECT_THAT(two.referred_columns, ElementsAre(Identifier("x"), Identifier("y")));
  EXPECT_EQ(two.on_delete, ReferentialAction::cascade);
  EXPECT_EQ(two.on_update, ReferentialAction::set_null);
  database.execute("DROP TABLE c");
}

TEST(FamilyIntrospection, ReadsChecksAndGeneratedColumnsWithoutNoise) {
  FamilyDatabase database;
  database.execute(
      "CREATE TABLE a (n int, s varchar(20), g varchar(30) AS (concat(s, '-', n)) STORED,"
      " v int AS (n * 2) VIRTUAL, CONSTRAINT ck CHECK (s <> 'it''s' AND s LIKE '%\\\\_' ))");
  const Table table = database.table("a");
  EXPECT_EQ(table.columns.at(2).generated, (Generated{Expression("concat(`s`,'-',`n`)"), true}));
  EXPECT_EQ(table.columns.at(3).generated, (Generated{Expression("`n` * 2"), false}));
  ASSERT_THAT(table.checks, SizeIs(1));
  EXPECT_EQ(table.checks[0].condition.text, database.is("mysql")
                                                ? "(`s` <> 'it\\'s') and (`s` like '%\\\\_')"
                                                : "`s` <> 'it\\'s' and `s` like '%\\\\_'");
}

TEST(FamilyIntrospection, ReadsObjectsOfEveryKind) {
  FamilyDatabase database;
  database.script(R"(
CREATE TABLE a (b int);
CREATE VIEW v AS SELECT b FROM a;
CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.b = 1;
CREATE PROCEDURE p() SELECT 1;
CREATE FUNCTION f() RETURNS int DETERMINISTIC RETURN 1;
CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1;
)");
  const Schema schema = database.read();
  EXPECT_THAT(schema.unsupported, IsEmpty());
  std::vector<std::string> found;
  for (const auto& [id, object] : schema.objects)
    found.push_back(std::string(word_for(id.kind)) + " " + id.text());
  EXPECT_THAT(found, UnorderedElementsAre("event e", "function f", "procedure p", "trigger t on a",
                                          "view v"));
}

TEST(FamilyIntrospection, ReadsOnlyWhatIsAskedFor) {
  FamilyDatabase database;
  database.script(
      "CREATE TABLE a (b int); CREATE TABLE A (b int); CREATE TABLE legacy_x (b int);"
      "CREATE VIEW legacy_v AS SELECT b FROM a");
  IntrospectionScope some;
  some.only = {QualifiedName("a"), QualifiedName("none")};
  EXPECT_THAT(database.read(some).tables, SizeIs(1));
  EXPECT_THAT(database.read(some).objects, IsEmpty());
  IntrospectionScope most;
  most.exclude = {"legacy_*"};
  const Schema schema = database.read(most);
  EXPECT_THAT(schema.tables, SizeIs(2));
  EXPECT_THAT(schema.unsupported, IsEmpty());
  EXPECT_THAT(schema.objects, IsEmpty());
}

TEST(FamilyIntrospection, TakesNamesThatNeedQuoting) {
  FamilyDatabase database;
  database.execute(
      "CREATE TABLE `we``ird {only} 'x` (`co\"l 1` int DEFAULT (1 + 1),"
      " `b'` varbinary(3) DEFAULT x'00', CHECK (`co\"l 1` > 0))");
  IntrospectionScope scope;
  scope.only = {QualifiedName("we`ird {only} 'x")};
  const Schema schema = database.read(scope);
  ASSERT_THAT(schema.tables, SizeIs(1));
  EXPECT_THAT(schema.tables.begin()->second.checks, SizeIs(1));
}

TEST(FamilyIntrospection, AsksAFixedNumberOfQueries) {
  FamilyDatabase database;
  const auto asked = [&] {
    const Rows rows = database.session().query("SHOW SESSION STATUS LIKE 'Questions'");
    return std::stoi(rows.rows.at(0).at(1).value_or("0"));
  };
  const auto queries_of_reading = [&] {
    const int before = asked();
    database.read();
    return asked() - before;
  };
  const std::string table = " (id int PRIMARY KEY, a int, KEY (a), CHECK (a > 0))";
  database.execute("CREATE TABLE t" + table);
  const int for_one = queries_of_reading();
  for (int i = 0; i < 20; ++i) database.execute("CREATE TABLE t" + std::to_string(i) + table);
  EXPECT_EQ(queries_of_reading(), for_one);
}

}  // namespace
}  // namespace whimbrel::test
