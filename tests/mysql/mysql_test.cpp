// What MySQL has and MariaDB has not.
#include <gtest/gtest.h>

#include "mysql_family/family_database.h"

namespace whimbrel::test {
namespace {

TEST(Mysql, KeepsKeysThatAreExpressions) {
  FamilyDatabase database;
  database.execute(
      "CREATE TABLE t (a int, s varchar(9), KEY ix ((a + 1), s, (concat(s, 'it''s')) DESC))");
  const Index index = *database.table("t").index(Identifier("ix"));
  EXPECT_EQ(std::get<Expression>(index.keys.at(0).what).text, "`a` + 1");
  EXPECT_EQ(std::get<Expression>(index.keys.at(2).what).text, "concat(`s`,'it\\'s')");
  database.run({DropIndex{QualifiedName("t"), Identifier("ix"), {}}});
  database.expect_effect({CreateIndex{QualifiedName("t"), index}});
  EXPECT_EQ(*database.table("t").index(Identifier("ix")), index);
}

TEST(Mysql, DropsUniqueKeysThatAreExpressions) {
  FamilyDatabase database;
  database.execute("CREATE TABLE t (a int, s varchar(9), UNIQUE KEY ix (a, (lower(s))))");
  database.run({DropIndex{QualifiedName("t"), Identifier("ix"), {}}});
  EXPECT_EQ(database.index_names("t"), "");
}

TEST(Mysql, KeepsInvisibleIndexesAndReferenceSystems) {
  FamilyDatabase database;
  database.execute("CREATE TABLE t (a int, g point NOT NULL SRID 4326, KEY ix (a) INVISIBLE)");
  const Table table = database.table("t");
  EXPECT_EQ(table.indexes.at(0).options.at("mysql").at("invisible"), "true");
  EXPECT_EQ(table.columns.at(1).options.at("mysql").at("srid"), "4326");
  database.run({DropTable{QualifiedName("t"), {}}, CreateTable{table}});
  EXPECT_EQ(text_of(database.table("t")), text_of(table));
}

TEST(Mysql, LeavesOutTheCharacterSetOfTheSessionThatWroteAnExpression) {
  FamilyDatabase database;
  database.execute("SET NAMES latin1");
  database.execute("CREATE TABLE a (s varchar(9), CONSTRAINT a_ck CHECK (s <> 'x'))");
  database.execute("SET NAMES utf8mb4");
  database.execute("CREATE TABLE b (s varchar(9), CONSTRAINT b_ck CHECK (s <> 'x'))");
  EXPECT_EQ(database.table("a").checks.at(0).condition, database.table("b").checks.at(0).condition);
  database.execute("CREATE TABLE c (s varchar(9), CONSTRAINT c_ck CHECK (s <> _utf16'x'))");
  EXPECT_NE(database.table("c").checks.at(0).condition, database.table("b").checks.at(0).condition);
}

TEST(Mysql, TellsRestrictFromNoAction) {
  FamilyDatabase database;
  database.execute(
      "CREATE TABLE t (id int PRIMARY KEY, a int, CONSTRAINT fk FOREIGN KEY (a)"
      " REFERENCES t (id) ON DELETE RESTRICT)");
  const ForeignKey key = database.table("t").foreign_keys.at(0);
  EXPECT_EQ(key.on_delete, ReferentialAction::restrict);
  EXPECT_EQ(key.on_update, ReferentialAction::no_action);
}

}  // namespace
}  // namespace whimbrel::test
