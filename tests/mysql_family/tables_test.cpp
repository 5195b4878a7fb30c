// What a table has beside columns and keys, and the changes of it, there and back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mysql_family/family_database.h"
#include "whimbrel/ops/complete.h"
#include "whimbrel/ops/inverse.h"

namespace whimbrel::test {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

const QualifiedName kTable("t");

class FamilyTables : public ::testing::Test {
 protected:
  void there_and_back(const Operation& operation) {
    const Schema before = database.read();
    database.expect_effect({operation});
    const auto back = inverse(operation);
    ASSERT_TRUE(std::holds_alternative<Operation>(back));
    database.run({std::get<Operation>(back)});
    EXPECT_EQ(text_of(database.read()), text_of(before));
  }
  void expect_same_elsewhere() {
    const Schema schema = database.read();
    FamilyDatabase copy;
    copy.run(creation_of(schema));
    EXPECT_EQ(text_of(copy.read()), text_of(schema));
    EXPECT_EQ(copy.definitions(), database.definitions());
  }
  std::string only_statement(const std::vector<Operation>& operations) {
    const auto statements = database.rendered(operations);
    EXPECT_EQ(statements.size(), 1U);
    return statements.empty() ? std::string() : statements.front();
  }
  Options own(std::map<std::string, std::string> values) const {
    return {{dialect_under_test(), std::move(values)}};
  }
  FamilyDatabase database;
};

TEST_F(FamilyTables, KeepTheirPartitions) {
  database.script(R"(
CREATE TABLE h (id int) PARTITION BY HASH (id) PARTITIONS 4;
CREATE TABLE k (id int PRIMARY KEY) PARTITION BY LINEAR KEY (id) PARTITIONS 2;
CREATE TABLE r (id int, d date) COMMENT 'PARTITION BY x' PARTITION BY RANGE (year(d))
  SUBPARTITION BY HASH (id) SUBPARTITIONS 2 (PARTITION p0 VALUES LESS THAN (2000) COMMENT 'o''ld ENGINE = x',
  PARTITION p1 VALUES LESS THAN MAXVALUE);
CREATE TABLE l (a varchar(5), b int) PARTITION BY LIST COLUMNS (a, b) (PARTITION p0 VALUES IN
  (('x', 1), ('y', 2)), PARTITION p1 VALUES IN (('z', NULL)));
)");
  expect_same_elsewhere();
}

TEST_F(FamilyTables, BecomePartitionedAndStopBeingSo) {
  database.execute("CREATE TABLE t (a int NOT NULL PRIMARY KEY)");
  SetPartitioning change{kTable, Expression("HASH (`a`) PARTITIONS 3"),
                         std::optional<std::optional<Expression>>(std::in_place, std::nullopt)};
  there_and_back(change);
  database.run({change});
  SetPartitioning away{kTable, std::nullopt, change.to};
  there_and_back(away);
}

TEST_F(FamilyTables, KeepAwkwardKeysAndOptions) {
  database.script(R"(
CREATE TABLE a (a varchar(100), b int, PRIMARY KEY (a(10), b DESC) COMMENT 'it''s');
CREATE TABLE m (a int, PRIMARY KEY USING BTREE (a)) ENGINE = MEMORY;
CREATE TABLE o (a int, KEY ix (a) COMMENT 'c') STATS_PERSISTENT = 0 AVG_ROW_LENGTH = 10
  ROW_FORMAT = COMPRESSED KEY_BLOCK_SIZE = 8;
CREATE TABLE f (x text, FULLTEXT KEY ft (x) COMMENT 'words');
)");
  if (database.is("mysql"))
    database.script(R"(
CREATE TABLE n (x text, FULLTEXT KEY ft (x) WITH PARSER ngram) COMPRESSION = 'zlib';
CREATE TABLE c (a int, CONSTRAINT ck CHECK (a > 0) NOT ENFORCED, CONSTRAINT ck2 CHECK (a < 9));
CREATE TABLE e (a int, b varchar(9), KEY ex ((a + 1), b(3)), KEY hidden (a) INVISIBLE);
)");
  else
    database.execute(
        "CREATE TABLE p (id int PRIMARY KEY, x varchar(9)) PAGE_COMPRESSED = 1"
        " PAGE_COMPRESSION_LEVEL = 3");
  expect_same_elsewhere();
}

TEST_F(FamilyTables, ChangeTheirOptions) {
  database.execute("CREATE TABLE t (a int, b varchar(9))");
  there_and_back(
      SetTableOptions{kTable, own({{"row_format", "compressed"}}), own({{"row_format", ""}})});
  there_and_back(SetTableOptions{kTable, own({{"stats_persistent", "0"}, {"engine", "MyISAM"}}),
                                 own({{"stats_persistent", ""}, {"engine", ""}})});
}

TEST_F(FamilyTables, ChangeTheirCharacterSetWithTheColumnsThatFollow) {
  database.execute(
      "CREATE TABLE t (a varchar(9) NOT NULL DEFAULT 'x' COMMENT 'kept', tx text, n int,"
      " own varchar(9) COLLATE utf8mb4_bin, e enum('a','b'), KEY (a))");
  const SetTableOptions latin{kTable, own({{"charset", "latin1"}}), own({{"charset", ""}})};
  there_and_back(latin);
  there_and_back(
      SetTableOptions{kTable, own({{"collate", "utf8mb4_unicode_ci"}}), own({{"collate", ""}})});
}

TEST_F(FamilyTables, RenameIndexesAndConstraints) {
  database.script(
      "CREATE TABLE p (id int PRIMARY KEY);"
      "CREATE TABLE t (a int, b int, KEY ix (a), CONSTRAINT uq UNIQUE (b),"
      " CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE,"
      " CONSTRAINT ck CHECK (a > 0))");
  there_and_back(RenameIndex{kTable, Identifier("ix"), Identifier("iy")});
  there_and_back(
      RenameConstraint{kTable, Identifier("uq"), Identifier("vq"), ConstraintKind::unique});
  there_and_back(
      RenameConstraint{kTable, Identifier("fk"), Identifier("gk"), ConstraintKind::foreign_key});
  there_and_back(
      RenameConstraint{kTable, Identifier("ck"), Identifier("dk"), ConstraintKind::check});
  EXPECT_THAT(database.refusal({RenameConstraint{kTable, Identifier(), Identifier("pk"),
                                                 ConstraintKind::primary_key}}),
              HasSubstr("PRIMARY"));
}

TEST_F(FamilyTables, KeepWhatNamesARenamedColumn) {
  database.execute(
      "CREATE TABLE t (a int, g int AS (a + 1) VIRTUAL, s int AS (a + 2) STORED,"
      " CONSTRAINT ck CHECK (a > 0), KEY ix (a)" +
      std::string(database.is("mysql") ? ", KEY ex ((a + 3))" : "") + ")");
  const Schema before = database.read();
  database.run({RenameColumn{kTable, Identifier("a"), Identifier("z")}});
  const Table table = database.table("t");
  EXPECT_THAT(table.checks.at(0).condition.text, HasSubstr("`z`"));
  EXPECT_THAT(table.columns.at(1).generated->expression.text, HasSubstr("`z`"));
  EXPECT_THAT(table.columns.at(2).generated->expression.text, HasSubstr("`z`"));
  database.run({RenameColumn{kTable, Identifier("z"), Identifier("a")}});
  EXPECT_EQ(text_of(database.read()), text_of(before));
}

TEST_F(FamilyTables, MakeAColumnVirtualAndStopIt) {
  database.script(
      "CREATE TABLE t (a int, g int AS (a + 1) VIRTUAL, b int, KEY ix (g, b), UNIQUE uq (g));"
      "INSERT INTO t (a, b) VALUES (1, 2), (5, 6);");
  const auto to = [](std::optional<Generated> generated, std::optional<Generated> existing) {
    AlterColumn change{kTable, Identifier("g"), {}, {}, {}};
    change.to.generated.emplace(std::move(generated));
    change.existing.generated.emplace(std::move(existing));
    return change;
  };
  const Generated computed{Expression("`a` + 1"), false};
  const Generated stored{Expression("`a` + 1"), true};
  there_and_back(to(stored, computed));
  there_and_back(to(std::nullopt, computed));
  EXPECT_EQ(database.session().query("SELECT sum(g) FROM t").rows.at(0).at(0), "8");
}

TEST_F(FamilyTables, ChangeTheOptionsOfAColumn) {
  database.execute(
      "CREATE TABLE t (a int, d datetime DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"
      " COMMENT 'kept')");
  AlterColumn hide{kTable, Identifier("a"), {}, {}, {}};
  hide.to.options = own({{"invisible", "true"}});
  hide.existing.options = own({{"invisible", ""}});
  there_and_back(hide);
  AlterColumn still{kTable, Identifier("d"), {}, {}, {}};
  still.to.options = own({{"on_update", ""}});
  still.existing.options = own({{"on_update", "CURRENT_TIMESTAMP"}});
  there_and_back(still);
}

TEST_F(FamilyTables, AskForAWayThatLocksNobodyOut) {
  database.script(
      "CREATE TABLE p (id int PRIMARY KEY);"
      "CREATE TABLE t (id int PRIMARY KEY, a varchar(20), b int DEFAULT 7, e enum('x'),"
      " CONSTRAINT fk FOREIGN KEY (b) REFERENCES p (id) ON DELETE CASCADE);"
      "INSERT INTO t VALUES (1, 'a', NULL, 'x')");
  const bool mysql = database.is("mysql");
  const std::string online = mysql ? ", LOCK = NONE" : ", ALGORITHM = INPLACE, LOCK = NONE";
  const std::string in_place =
      mysql ? ", ALGORITHM = INPLACE, LOCK = NONE" : ", ALGORITHM = NOCOPY, LOCK = NONE";
  const auto expect = [&](const Operation& operation, const std::string& asked) {
    SCOPED_TRACE(summary(operation));
    const std::string statement = only_statement({operation});
    EXPECT_THAT(statement, EndsWith(asked));
    EXPECT_NO_THROW(database.execute(statement));
  };
  const auto alter = [&](const char* name, ColumnAttributes to) {
    Operation operation = AlterColumn{kTable, Identifier(name), std::move(to), {}, {}};
    complete(operation, database.read());
    return operation;
  };
  Column column;
  column.name = Identifier("n");
  column.type = SqlType("integer");
  expect(AddColumn{kTable, column}, online);
  ColumnAttributes eight;
  eight.default_value.emplace(Literal{Literal::Kind::number, "8"});
  expect(alter("n", eight), ", ALGORITHM = INSTANT");
  expect(RenameColumn{kTable, Identifier("n"), Identifier("m")}, online);
  expect(RenameColumn{kTable, Identifier("b"), Identifier("c")}, online);
  Index index;
  index.name = Identifier("ix");
  index.keys = {{Identifier("m"), true, 0, {}}, {Identifier("a"), false, 5, {}}};
  expect(CreateIndex{kTable, index}, in_place);
  expect(RenameIndex{kTable, Identifier("ix"), Identifier("iy")}, in_place);
  expect(DropIndex{kTable, Identifier("iy"), {}}, in_place);
  expect(CreateConstraint{kTable, UniqueConstraint{Identifier("uq"), {Identifier("m")}}, {}},
         in_place);
  expect(DropConstraint{kTable, Identifier("uq"), ConstraintKind::unique, {}}, in_place);
  ColumnAttributes longer;
  longer.type = SqlType("varchar(60)");
  expect(alter("a", longer), online);
  ColumnAttributes values;
  values.type = SqlType("enum('x', 'y')");
  expect(alter("e", values), online);
  ColumnAttributes required;
  required.nullable = false;
  expect(alter("e", required), online);
  ColumnAttributes said;
  said.comment = "it's";
  expect(alter("m", said), online);
  expect(SetTableComment{kTable, "c", {}}, online);
  expect(DropConstraint{kTable, Identifier("fk"), ConstraintKind::foreign_key, {}}, online);
  expect(DropColumn{kTable, Identifier("m"), {}}, online);
  column.generated = Generated{Expression("id + 1"), false};
  expect(AddColumn{kTable, column}, ", ALGORITHM = INSTANT");
}

TEST_F(FamilyTables, AskForNothingWhereAllAreLockedOutOrNothingIsKnown) {
  database.script(
      "CREATE TABLE t (a int, x text, FULLTEXT KEY (x));"
      "CREATE TABLE m (a int) ENGINE = MyISAM;"
      "CREATE TABLE plain (a int, tx text)");
  const auto silent = [&](const Operation& operation) {
    SCOPED_TRACE(summary(operation));
    for (const std::string& statement : database.rendered({operation})) {
      EXPECT_THAT(statement, Not(HasSubstr("LOCK")));
      EXPECT_THAT(statement, Not(HasSubstr("ALGORITHM")));
      EXPECT_NO_THROW(database.execute(statement));
    }
  };
  Column column;
  column.name = Identifier("n");
  column.type = SqlType("integer");
  silent(AddColumn{kTable, column});
  silent(AddColumn{QualifiedName("m"), column});
  ColumnAttributes wider;
  wider.type = SqlType("bigint");
  silent(AlterColumn{QualifiedName("plain"), Identifier("a"), wider, {}, {}});
  const CheckConstraint check{Identifier("ck"), Expression("a > 0")};
  silent(CreateConstraint{QualifiedName("plain"), check, {}});
  Index whole;
  whole.name = Identifier("ft");
  whole.keys = {{Identifier("tx"), false, 0, {}}};
  whole.method = "fulltext";
  silent(CreateIndex{QualifiedName("plain"), whole});
}

TEST_F(FamilyTables, ChangeMoreOftenThanATableHasRowVersions) {
  database.execute("CREATE TABLE t (id int PRIMARY KEY, a int)");
  database.execute("INSERT INTO t VALUES (1, 2)");
  Column column;
  column.name = Identifier("n");
  column.type = SqlType("integer");
  const std::string add = only_statement({AddColumn{kTable, column}});
  database.execute(add);
  const std::string drop = only_statement({DropColumn{kTable, Identifier("n"), {}}});
  database.execute(drop);
  for (int i = 0; i < 130; ++i) {
    ASSERT_NO_THROW(database.execute(add)) << i;
    ASSERT_NO_THROW(database.execute(drop)) << i;
  }
}

TEST_F(FamilyTables, RefuseWhatThisDatabaseHasNotByName) {
  database.execute("CREATE TABLE t (a int, b int, PRIMARY KEY (a))");
  UniqueConstraint unique{Identifier("uq"), {Identifier("a")}};
  unique.nulls_not_distinct = true;
  EXPECT_THAT(database.refusal({CreateConstraint{kTable, unique, {}}}), HasSubstr("'uq'"));
  unique.nulls_not_distinct = false;
  unique.include = {Identifier("b")};
  EXPECT_THAT(database.refusal({CreateConstraint{kTable, unique, {}}}), HasSubstr("INCLUDE"));
  ForeignKey key{Identifier("fk"), {Identifier("b")}, kTable, {Identifier("a")}};
  key.match_full = true;
  EXPECT_THAT(database.refusal({CreateConstraint{kTable, key, {}}}), HasSubstr("MATCH FULL"));
  key.match_full = false;
  key.validated = false;
  EXPECT_THAT(database.refusal({CreateConstraint{kTable, key, {}}}), HasSubstr("NOT VALID"));
  Table table;
  table.name = QualifiedName("part");
  table.partition_of = PartitionOf{kTable, Expression("DEFAULT")};
  EXPECT_THAT(database.refusal({CreateTable{table}}), HasSubstr("'part'"));
  table.partition_of.reset();
  table.exclusions.push_back({Identifier("ex"), {}});
  EXPECT_THAT(database.refusal({CreateTable{table}}), HasSubstr("'ex'"));
  EXPECT_THAT(database.refusal({ValidateConstraint{kTable, Identifier("ck"), true}}),
              HasSubstr("'ck'"));
  EXPECT_THAT(database.refusal({DetachPartition{kTable, QualifiedName("p0"), {}, {}}}),
              HasSubstr("'p0'"));
}

}  // namespace
}  // namespace whimbrel::test
