// Changes of a column, rendered, executed and read back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "postgresql/operations_fixture.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {
namespace {

using testing::HasSubstr;

TEST_F(PostgresqlOperations, AllAttributesOfAColumnChangeInOneStatement) {
  run_script(db(), "CREATE TABLE t (c varchar(10) DEFAULT 'a'); INSERT INTO t VALUES ('x')");
  AlterColumn change = alter("c");
  change.to.type = SqlType("varchar(40)");
  change.to.nullable = false;
  change.to.default_value.emplace(text("b"));
  change.to.collation = "C";
  EXPECT_EQ(sql(change).find(';'), std::string::npos);
  expect_effect(change);
  AlterColumn back = alter("c");
  back.to.nullable = true;
  back.to.default_value.emplace(std::nullopt);
  back.to.collation = "";
  expect_effect(back);
}

TEST_F(PostgresqlOperations, ATypeChangesWithItsDefaultAndTheValuesThatAreThere) {
  run_script(db(),
             "CREATE TABLE t (c text DEFAULT '5', d int DEFAULT 7, e varchar(9) DEFAULT 'x',"
             " f int DEFAULT 1, g text[] DEFAULT '{1}', h text COLLATE \"C\" DEFAULT 'y');"
             "INSERT INTO t DEFAULT VALUES");
  AlterColumn to_number = alter("c");
  to_number.to.type = SqlType("integer");
  to_number.to.default_value.emplace(number("5"));
  EXPECT_THAT(sql(to_number), HasSubstr("USING \"c\"::integer"));
  expect_effect(to_number);
  AlterColumn wider = alter("d");
  wider.to.type = SqlType("bigint");
  EXPECT_EQ(sql(wider).find("USING"), std::string::npos);
  expect_effect(wider);
  AlterColumn to_text = alter("e");
  to_text.to.type = SqlType("text");
  expect_effect(to_text);
  AlterColumn to_boolean = alter("f");
  to_boolean.to.type = SqlType("boolean");
  to_boolean.to.default_value.emplace(Literal{Literal::Kind::boolean, "true"});
  expect_effect(to_boolean);
  AlterColumn elements = alter("g");
  elements.to.type = SqlType("integer[]");
  expect_effect(elements);
  AlterColumn keeps_collation = alter("h");
  keeps_collation.to.type = SqlType("varchar(30)");
  expect_effect(keeps_collation);
  EXPECT_EQ(value("SELECT concat_ws(',', c, d, e, f, g, h) FROM t"), "5,7,x,t,{1},y");
}

TEST_F(PostgresqlOperations, ATextThatIsTooLongForItsNewTypeIsAnErrorAndNotCut) {
  run_script(db(), "CREATE TABLE t (c text); INSERT INTO t VALUES ('too long')");
  AlterColumn change = alter("c");
  change.to.type = SqlType("varchar(3)");
  EXPECT_THROW(run(db(), {change}), Error);
  EXPECT_EQ(value("SELECT c FROM t"), "too long");
}

TEST_F(PostgresqlOperations, TheOptionUsingSaysHowValuesAreConverted) {
  run_script(db(), "CREATE TABLE t (c text); INSERT INTO t VALUES ('1,5')");
  AlterColumn change = alter("c");
  change.to.type = SqlType("numeric(5,2)");
  change.options = options("using", "replace(c, ',', '.')::numeric");
  expect_effect(change);
  EXPECT_EQ(value("SELECT c FROM t"), "1.50");
}

TEST_F(PostgresqlOperations, AnIdentityGoesOnBehindTheLargestNumberAndCanBeTakenAway) {
  run_script(db(), "CREATE TABLE t (c int DEFAULT 3); INSERT INTO t VALUES (41)");
  AlterColumn change = alter("c");
  change.to.autoincrement = true;
  change.to.nullable = false;
  change.to.default_value.emplace(std::nullopt);
  expect_effect(change);
  EXPECT_EQ(value("INSERT INTO t DEFAULT VALUES RETURNING c"), "42");
  AlterColumn back = alter("c");
  back.to.autoincrement = false;
  back.to.default_value.emplace(number("7"));
  expect_effect(back);
}

TEST_F(PostgresqlOperations, ASerialColumnCanBecomeAPlainOne) {
  db().execute("CREATE TABLE t (c serial)");
  AlterColumn change = alter("c");
  change.to.autoincrement = false;
  run(db(), {change});
  EXPECT_FALSE(read_table(db(), "t").columns[0].autoincrement);
  EXPECT_EQ(read_table(db(), "t").columns[0].default_value, std::nullopt);
}

TEST_F(PostgresqlOperations, ASerialColumnThatGrowsCanCountFurther) {
  db().execute("CREATE TABLE t (c serial)");
  AlterColumn change = alter("c");
  change.to.type = SqlType("bigint");
  expect_effect(change);
  run_script(db(), "SELECT setval('t_c_seq', 2147483647); INSERT INTO t DEFAULT VALUES");
  EXPECT_EQ(value("SELECT c FROM t"), "2147483648");
}

TEST_F(PostgresqlOperations, AGeneratedColumnCanBecomeAPlainOneButNotTheOtherWayRound) {
  db().execute("CREATE TABLE t (n int, c int GENERATED ALWAYS AS (n * 2) STORED)");
  AlterColumn plain = alter("c");
  plain.to.generated.emplace(std::nullopt);
  expect_effect(plain);
  AlterColumn back = alter("c");
  back.to.generated.emplace(Generated{Expression("n * 2"), true});
  const Operation operation = back;
  EXPECT_THAT(refusal(db(), std::span(&operation, 1)), HasSubstr("drop it and add it again"));
}

TEST_F(PostgresqlOperations, ACommentOfAColumnIsSetAndTakenAway) {
  db().execute("CREATE TABLE t (c int)");
  AlterColumn change = alter("c");
  change.to.comment = "it's";
  expect_effect(change);
  change.to.comment = "";
  expect_effect(change);
}

}  // namespace
}  // namespace whimbrel::test
