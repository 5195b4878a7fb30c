#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mysql_family/family_database.h"
#include "whimbrel/diff/live_context.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

const QualifiedName kTable("t");

Column column(const char* name, const char* type) {
  Column result;
  result.name = Identifier(name);
  result.type = SqlType(type);
  return result;
}

AlterColumn alter(const char* name, ColumnAttributes to) {
  return {kTable, Identifier(name), std::move(to), {}, {}};
}

class FamilyOperations : public ::testing::Test {
 protected:
  void SetUp() override {
    database.script(R"(
CREATE TABLE t (
  id int NOT NULL, a varchar(20) COLLATE utf8mb4_bin NOT NULL DEFAULT 'x' COMMENT 'kept', b int DEFAULT 7,
  ts datetime(3) DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3) COMMENT 'when',
  tx text, g int AS (b + 1) STORED, v int AS (b + 2) VIRTUAL, j json);
)");
  }
  FamilyDatabase database;
};

TEST_F(FamilyOperations, KeepEachAttributeThatAChangeDoesNotName) {
  ColumnAttributes type;
  type.type = SqlType("varchar(30)");
  database.expect_effect({alter("a", type)});
  ColumnAttributes nullable;
  nullable.nullable = true;
  database.expect_effect({alter("a", nullable)});
  ColumnAttributes comment;
  comment.comment = "it's new";
  database.expect_effect({alter("a", comment), alter("ts", comment), alter("g", comment),
                          alter("v", comment), alter("j", comment), alter("tx", comment)});
  ColumnAttributes collation;
  collation.collation = "";
  database.expect_effect({alter("a", collation)});
}

TEST_F(FamilyOperations, ChangeDefaults) {
  const auto to = [](std::optional<DefaultValue> value) {
    ColumnAttributes attributes;
    attributes.default_value = std::move(value);
    return attributes;
  };
  database.expect_effect({alter("b", to(Literal{Literal::Kind::number, "8"}))});
  database.expect_effect({alter("b", to(std::nullopt))});
  database.expect_effect({alter("b", to(Expression("1 + 1")))});
  database.expect_effect({alter("a", to(Literal{Literal::Kind::string, "it's \\"}))});
  database.expect_effect({alter("a", to(std::nullopt))});
  database.expect_effect({alter("tx", to(Literal{Literal::Kind::string, "long"}))});
  database.expect_effect({alter("j", to(Literal{Literal::Kind::string, "[]"}))});
  database.expect_effect({alter("tx", to(std::nullopt))});
  database.expect_effect({alter("ts", to(std::nullopt))});
  database.expect_effect({alter("ts", to(Expression("CURRENT_TIMESTAMP")))});
}

TEST_F(FamilyOperations, LeaveANullableColumnWithoutDefaultNullable) {
  ColumnAttributes none;
  none.default_value.emplace(std::nullopt);
  database.run({alter("b", none)});
  database.execute("INSERT INTO t (id, a) VALUES (1, 'a')");
  EXPECT_THAT(database.session().query("SELECT b FROM t").rows,
              ElementsAre(ElementsAre(std::nullopt)));
}

TEST_F(FamilyOperations, ChangeTheExpressionOfAStoredColumn) {
  ColumnAttributes other;
  other.generated = Generated{Expression("`b` * 3"), true};
  database.expect_effect({alter("g", other)});
  ColumnAttributes base;
  base.generated.emplace(std::nullopt);
  database.expect_effect({alter("g", base)});
  other.generated = Generated{Expression("`b` * 3"), true};
  database.expect_effect({alter("v", other)});
}

TEST_F(FamilyOperations, AddDropAndRenameColumns) {
  Column extra = column("extra", "timestamp with time zone");
  extra.default_value = Expression("CURRENT_TIMESTAMP");
  extra.nullable = false;
  Column flag = column("flag", "boolean");
  flag.default_value = Literal{Literal::Kind::boolean, "true"};
  database.expect_effect({AddColumn{kTable, extra}, AddColumn{kTable, flag}});
  database.expect_effect({RenameColumn{kTable, Identifier("extra"), Identifier("more")}});
  database.expect_effect({DropColumn{kTable, Identifier("more"), {}}});
  database.expect_effect({RenameTable{kTable, Identifier("u")}});
  database.expect_effect({DropTable{QualifiedName("u"), {}}});
}

TEST_F(FamilyOperations, NumberAColumnTogetherWithItsKey) {
  ColumnAttributes on;
  on.autoincrement = true;
  const CreateConstraint key{kTable, PrimaryKey{{}, {Identifier("id")}}, {}};
  const std::vector<Operation> up = {alter("id", on), key};
  // One change of the table, and the session's mode before and behind it.
  EXPECT_THAT(database.rendered(up), SizeIs(3));
  database.expect_effect(up);
  ColumnAttributes off;
  off.autoincrement = false;
  database.expect_effect(
      {DropConstraint{kTable, {}, ConstraintKind::primary_key, {}}, alter("id", off)});
  Column number = column("number", "bigint");
  number.nullable = false;
  number.autoincrement = true;
  database.expect_effect({AddColumn{kTable, number},
                          CreateConstraint{kTable, PrimaryKey{{}, {Identifier("number")}}, {}}});
}

TEST_F(FamilyOperations, ChangeTheKeyOfANumberedTableAtOnce) {
  database.execute("CREATE TABLE n (id int AUTO_INCREMENT PRIMARY KEY, other int NOT NULL)");
  const QualifiedName table("n");
  const PrimaryKey both{{}, {Identifier("id"), Identifier("other")}};
  const std::vector<Operation> operations = {
      DropConstraint{table, {}, ConstraintKind::primary_key, {}},
      CreateConstraint{table, both, {}}};
  EXPECT_THAT(database.rendered(operations), SizeIs(1));
  database.expect_effect(operations);
}

TEST_F(FamilyOperations, ConstraintsComeAndGo) {
  const UniqueConstraint unique{Identifier("uq"), {Identifier("a"), Identifier("b")}};
  const std::string condition = database.is("mysql") ? "`b` > 0" : "`b` > 0";
  const CheckConstraint check{Identifier("ck"), Expression(condition)};
  const PrimaryKey key{{}, {Identifier("id")}};
  database.expect_effect({CreateConstraint{kTable, unique, {}}, CreateConstraint{kTable, check, {}},
                          CreateConstraint{kTable, key, {}}});
  database.expect_effect({DropConstraint{kTable, Identifier("uq"), ConstraintKind::unique, {}},
                          DropConstraint{kTable, Identifier("ck"), ConstraintKind::check, {}},
                          DropConstraint{kTable, {}, ConstraintKind::primary_key, {}}});
}

TEST_F(FamilyOperations, IndexesComeAndGo) {
  Index index;
  index.name = Identifier("ix");
  index.keys = {{Identifier("b"), true, 0, {}}, {Identifier("a"), false, 5, {}}};
  index.comment = "it's";
  Index words;
  words.name = Identifier("words");
  words.keys = {{Identifier("tx"), false, 0, {}}};
  words.method = "fulltext";
  database.expect_effect({CreateIndex{kTable, index}, CreateIndex{kTable, words}});
  database.expect_effect(
      {DropIndex{kTable, Identifier("ix"), {}}, DropIndex{kTable, Identifier("words"), {}}});
}

TEST_F(FamilyOperations, CommentsComeAndGo) {
  database.expect_effect({SetTableComment{kTable, "it's \\ a comment", {}}});
  database.expect_effect({SetTableComment{kTable, "", {}}});
}

TEST_F(FamilyOperations, OnOneTableBecomeOneStatement) {
  Column first = column("first", "integer");
  first.nullable = false;
  first.default_value = Literal{Literal::Kind::number, "1"};
  Index index;
  index.name = Identifier("ix_first");
  index.keys = {{Identifier("first"), false, 0, {}}};
  ColumnAttributes wider;
  wider.type = SqlType("varchar(40)");
  const std::vector<Operation> operations = {
      AddColumn{kTable, first}, CreateIndex{kTable, index}, alter("a", wider),
      DropColumn{kTable, Identifier("v"), {}}, SetTableComment{kTable, "all at once", {}}};
  EXPECT_THAT(database.rendered(operations), SizeIs(1));
  database.expect_effect(operations);
}

TEST_F(FamilyOperations, ThatTouchTheSameNameStayApart) {
  ColumnAttributes wider;
  wider.type = SqlType("bigint");
  ColumnAttributes commented;
  commented.comment = "c";
  const std::vector<Operation> operations = {
      AddColumn{kTable, column("n", "integer")}, alter("n", wider), alter("n", commented),
      DropColumn{kTable, Identifier("n"), {}}, AddColumn{kTable, column("n", "text")}};
  EXPECT_THAT(database.rendered(operations), SizeIs(5));
  database.expect_effect(operations);
}

TEST_F(FamilyOperations, DropNoColumnOutOfAKeyOfSeveral) {
  database.execute("ALTER TABLE t ADD KEY ix (a, b)");
  const DropColumn drop{kTable, Identifier("b"), {}};
  EXPECT_THAT(database.refusal({DropColumn{kTable, Identifier("a"), {}}}), HasSubstr("'ix'"));
  EXPECT_EQ(database.refusal({DropIndex{kTable, Identifier("ix"), {}}, drop}), "");
}

TEST_F(FamilyOperations, RefuseWhatThisDatabaseHasNot) {
  Index partial;
  partial.name = Identifier("ix");
  partial.keys = {{Identifier("b"), false, 0, {}}};
  partial.where = Expression("b > 0");
  EXPECT_THAT(database.refusal({CreateIndex{kTable, partial}}), HasSubstr("partial"));
  ForeignKey key{Identifier("fk"), {Identifier("b")}, kTable, {Identifier("id")}};
  key.deferral.deferrable = true;
  EXPECT_THAT(database.refusal({CreateConstraint{kTable, key, {}}}), HasSubstr("deferrable"));
  EXPECT_THAT(database.refusal({AddColumn{kTable, column("n", "interval")}}),
              HasSubstr("interval"));
  EXPECT_THAT(database.refusal({PluginOperation{"fly", {}, {}}}), HasSubstr("fly"));
  ColumnAttributes wider;
  wider.type = SqlType("bigint");
  EXPECT_THAT(
      database.refusal({AlterColumn{QualifiedName("none"), Identifier("a"), wider, {}, {}}}),
      HasSubstr("not there"));
}

TEST_F(FamilyOperations, SayWhichStatementsCommit) {
  Execute script;
  script.sql = DialectText(
      "CREATE TABLE s (a int); INSERT INTO s VALUES (1);\n"
      "-- a comment\nDELIMITER $$\n"
      "CREATE TRIGGER tr BEFORE INSERT ON s FOR EACH ROW BEGIN SET NEW.a = 2; END$$\n"
      "DELIMITER ;\nUPDATE s SET a = 3; /* x */ TRUNCATE s;"
      "CREATE TEMPORARY TABLE n (a int)");
  LiveContext context(database.dialect(), database.session());
  const std::vector<Operation> operations = {script};
  const Rendered rendered = database.dialect().renderer().render(operations, context);
  std::vector<Statement::Phase> phases;
  for (const Statement& statement : std::get<std::vector<Statement>>(rendered)) {
    phases.push_back(statement.phase);
    EXPECT_NO_THROW(database.execute(statement.sql));
  }
  const auto outside = Statement::Phase::outside;
  const auto inside = Statement::Phase::transaction;
  EXPECT_THAT(phases, ElementsAre(outside, inside, outside, inside, outside, inside));
}

}  // namespace
}  // namespace whimbrel::test
