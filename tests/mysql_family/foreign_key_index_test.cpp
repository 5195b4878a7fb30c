// Both products make an index for a foreign key, take it away when another serves, and leave it
// behind when the foreign key goes. What is read must follow the operations all the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mysql_family/family_database.h"

namespace whimbrel::test {
namespace {

const QualifiedName kChild("child");

ForeignKey foreign_key() {
  return {Identifier("fk"), {Identifier("a")}, QualifiedName("parent"), {Identifier("id")}};
}

Index index_on(const char* name, std::vector<const char*> columns) {
  Index index;
  index.name = Identifier(name);
  for (const char* column : columns) index.keys.push_back({Identifier(column), false, 0, {}});
  return index;
}

class FamilyForeignKeyIndex : public ::testing::Test {
 protected:
  void SetUp() override {
    database.script(R"(
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, a int, b int);
)");
  }
  FamilyDatabase database;
  const Operation create_key = CreateConstraint{kChild, foreign_key(), {}};
  const Operation drop_key =
      DropConstraint{kChild, Identifier("fk"), ConstraintKind::foreign_key, {}};
};

TEST_F(FamilyForeignKeyIndex, GoesWithTheForeignKey) {
  database.expect_effect({create_key});
  EXPECT_EQ(database.index_names("child"), "fk PRIMARY");
  database.expect_effect({drop_key});
  EXPECT_EQ(database.index_names("child"), "PRIMARY");
}

TEST_F(FamilyForeignKeyIndex, MakesWayForAWrittenOneAndComesBack) {
  database.expect_effect({create_key});
  database.expect_effect({CreateIndex{kChild, index_on("ix", {"a", "b"})}});
  EXPECT_EQ(database.index_names("child"), "ix PRIMARY");
  database.expect_effect({DropIndex{kChild, Identifier("ix"), {}}});
  EXPECT_EQ(database.index_names("child"), "fk PRIMARY");
  // The index is now one that the tool made: the way up and down is the same again.
  database.expect_effect({CreateIndex{kChild, index_on("ix", {"a"})}});
  EXPECT_EQ(database.index_names("child"), "ix PRIMARY");
  database.expect_effect({DropIndex{kChild, Identifier("ix"), {}}});
  database.expect_effect({drop_key});
  EXPECT_EQ(database.index_names("child"), "PRIMARY");
}

TEST_F(FamilyForeignKeyIndex, IsNotMadeWhereAUniqueConstraintServes) {
  const UniqueConstraint unique{Identifier("uq"), {Identifier("a")}};
  database.expect_effect({CreateConstraint{kChild, unique, {}}, create_key});
  EXPECT_EQ(database.index_names("child"), "PRIMARY uq");
  database.expect_effect({DropConstraint{kChild, Identifier("uq"), ConstraintKind::unique, {}}});
  EXPECT_EQ(database.index_names("child"), "fk PRIMARY");
}

TEST_F(FamilyForeignKeyIndex, StaysAwayWhileAnotherServes) {
  database.expect_effect({CreateIndex{kChild, index_on("one", {"a"})},
                          CreateIndex{kChild, index_on("two", {"a", "b"})}, create_key});
  database.expect_effect({DropIndex{kChild, Identifier("one"), {}}});
  EXPECT_EQ(database.index_names("child"), "PRIMARY two");
}

TEST_F(FamilyForeignKeyIndex, GoesWithBothInOneMigration) {
  database.expect_effect({CreateIndex{kChild, index_on("ix", {"a"})}, create_key});
  database.expect_effect({DropIndex{kChild, Identifier("ix"), {}}, drop_key});
  EXPECT_EQ(database.index_names("child"), "PRIMARY");
  database.expect_effect({create_key, CreateIndex{kChild, index_on("ix", {"a"})}});
  database.expect_effect({drop_key, DropIndex{kChild, Identifier("ix"), {}}});
  EXPECT_EQ(database.index_names("child"), "PRIMARY");
}

TEST_F(FamilyForeignKeyIndex, GoesWithItsColumn) {
  database.expect_effect({create_key});
  database.expect_effect({DropColumn{kChild, Identifier("a"), {}}});
  EXPECT_EQ(database.index_names("child"), "PRIMARY");
}

TEST_F(FamilyForeignKeyIndex, ServesTwoForeignKeys) {
  ForeignKey other = foreign_key();
  other.name = Identifier("another");
  database.expect_effect({create_key});
  database.expect_effect({CreateConstraint{kChild, other, {}}});
  database.expect_effect({drop_key});
  EXPECT_EQ(database.index_names("child"), "another PRIMARY");
  database.expect_effect(
      {DropConstraint{kChild, Identifier("another"), ConstraintKind::foreign_key, {}}});
  EXPECT_EQ(database.index_names("child"), "PRIMARY");
}

// Without a name for the foreign key, the index is named after the column and stands in the model.
TEST_F(FamilyForeignKeyIndex, OfAnUnnamedForeignKeyStaysWhereTheModelHasIt) {
  database.script(R"(
CREATE TABLE unnamed (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a) REFERENCES parent (id));
)");
  const QualifiedName unnamed("unnamed");
  EXPECT_EQ(database.index_names("unnamed"), "a PRIMARY");
  const ForeignKey key = database.table("unnamed").foreign_keys.at(0);
  database.expect_effect({CreateIndex{unnamed, index_on("ix", {"a", "b"})}});
  EXPECT_EQ(database.index_names("unnamed"), "a ix PRIMARY");
  database.expect_effect({DropIndex{unnamed, Identifier("ix"), {}}});
  database.expect_effect({DropConstraint{unnamed, key.name, ConstraintKind::foreign_key, {}}});
  database.expect_effect({CreateConstraint{unnamed, key, {}}});
  EXPECT_EQ(database.index_names("unnamed"), "a PRIMARY");
}

TEST_F(FamilyForeignKeyIndex, IsNotNeededBesideADescendingOne) {
  Index index = index_on("ix", {"a"});
  index.keys.front().descending = true;
  database.expect_effect({create_key});
  database.expect_effect({CreateIndex{kChild, index}});
  EXPECT_EQ(database.index_names("child"), "ix PRIMARY");
  database.expect_effect({DropIndex{kChild, Identifier("ix"), {}}});
  EXPECT_EQ(database.index_names("child"), "fk PRIMARY");
}

TEST_F(FamilyForeignKeyIndex, FollowsARenamedColumn) {
  database.expect_effect({create_key});
  database.expect_effect({RenameColumn{kChild, Identifier("a"), Identifier("c")}});
  database.expect_effect({drop_key});
  EXPECT_EQ(database.index_names("child"), "PRIMARY");
}

}  // namespace
}  // namespace whimbrel::test
