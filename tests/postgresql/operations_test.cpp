// Every operation, rendered, executed and read back: the database does what the model says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "postgresql/operations_fixture.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {
namespace {

using testing::HasSubstr;

TEST_F(PostgresqlOperations, TablesAreCreatedRenamedAndDropped) {
  Table table;
  table.name = QualifiedName("t");
  table.columns = {column("id", "bigint"), column("name", "varchar(20)")};
  table.columns[0].nullable = false;
  table.columns[0].autoincrement = true;
  table.columns[1].comment = "a 'name'";
  table.comment = "all of them";
  table.primary_key = PrimaryKey{{}, {Identifier("id")}};
  table.unique_constraints = {{Identifier("uq_t_name"), {Identifier("name")}}};
  table.checks = {{Identifier("ck_t"), Expression("id > 0")}};
  Index index = index_on("ix_t", {{Identifier("name"), true, 0, "NULLS LAST"}});
  table.indexes = {index};
  expect_effect(CreateTable{table});
  expect_effect(SetTableComment{table.name, "some of them", "all of them"});
  expect_effect(SetTableComment{table.name, "", "some of them"});
  expect_effect(DropTable{table.name, std::nullopt});
}

TEST_F(PostgresqlOperations, ANameThatTheServerWouldCutIsRefused) {
  db().execute("CREATE TABLE t (a int)");
  const Identifier longest(std::string(63, 'x'));
  expect_effect(RenameTable{QualifiedName("t"), longest});
  const Operation operation = RenameColumn{QualifiedName(longest.text()), Identifier("a"),
                                           Identifier(std::string(64, 'y'))};
  EXPECT_THAT(refusal(db(), std::span(&operation, 1)), HasSubstr("63"));
}

TEST_F(PostgresqlOperations, KeysOverTheSameColumnsAreAllMade) {
  Table table;
  table.name = QualifiedName("t");
  table.columns = {column("id", "bigint")};
  table.columns[0].nullable = false;
  table.primary_key = PrimaryKey{{}, {Identifier("id")}};
  table.unique_constraints = {{Identifier("a"), {Identifier("id")}},
                              {Identifier("b"), {Identifier("id")}}};
  expect_effect(CreateTable{table});
}

TEST_F(PostgresqlOperations, ARenamedTableKeepsItsRowsAndItsPrimaryKey) {
  run_script(db(), "CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1)");
  run(db(), {RenameTable{QualifiedName("t"), Identifier("u")}});
  EXPECT_EQ(value("SELECT count(*) FROM u"), "1");
  // The server keeps the old name of the key, which is then no longer the usual one.
  EXPECT_EQ(read_table(db(), "u").primary_key->name, Identifier("t_pkey"));
  run(db(), {DropConstraint{QualifiedName("u"), {}, ConstraintKind::primary_key, {}}});
  EXPECT_EQ(read_table(db(), "u").primary_key, std::nullopt);
}

TEST_F(PostgresqlOperations, ColumnsAreAddedRenamedAndDropped) {
  run_script(db(), "CREATE TABLE t (id int, n int); INSERT INTO t VALUES (1, 2)");
  Column added = column("note", "text");
  added.nullable = false;
  added.default_value = text("it's");
  added.comment = "a note";
  expect_effect(AddColumn{QualifiedName("t"), added});
  EXPECT_EQ(value("SELECT note FROM t"), "it's");
  Column doubled = column("doubled", "integer");
  doubled.generated = Generated{Expression("n * 2"), true};
  expect_effect(AddColumn{QualifiedName("t"), doubled});
  Column serial = column("s", "bigint");
  serial.nullable = false;
  serial.autoincrement = true;
  serial.options = options("serial", "true");
  expect_effect(AddColumn{QualifiedName("t"), serial});
  expect_effect(RenameColumn{QualifiedName("t"), Identifier("note"), Identifier("text")});
  expect_effect(DropColumn{QualifiedName("t"), Identifier("doubled"), std::nullopt});
}

TEST_F(PostgresqlOperations, AVirtualColumnIsMadeOrRefusedAsTheServerCan) {
  db().execute("CREATE TABLE t (n int)");
  Column doubled = column("doubled", "integer");
  doubled.generated = Generated{Expression("n * 2"), false};
  const Operation operation = AddColumn{QualifiedName("t"), doubled};
  if (db().server().version_number >= 18'000'000) return expect_effect(operation);
  EXPECT_THAT(refusal(db(), std::span(&operation, 1)), HasSubstr("PostgreSQL 18"));
}

TEST_F(PostgresqlOperations, ConstraintsAreCreatedAndDropped) {
  run_script(db(), "CREATE TABLE p (a int, b int, UNIQUE (a, b)); CREATE TABLE t (a int, b int)");
  const QualifiedName t("t");
  const std::vector<Identifier> both = {Identifier("a"), Identifier("b")};
  ForeignKey key{Identifier("fk"), both, QualifiedName("p"), both};
  key.on_delete = ReferentialAction::cascade;
  key.deferral.deferrable = key.deferral.initially_deferred = true;
  expect_effect(CreateConstraint{t, key, {}});
  expect_effect(CreateConstraint{t, UniqueConstraint{Identifier("uq"), both}, {}});
  expect_effect(CreateConstraint{t, CheckConstraint{Identifier("ck"), Expression("a > b")}, {}});
  db().execute("ALTER TABLE t ALTER a SET NOT NULL, ALTER b SET NOT NULL");
  expect_effect(CreateConstraint{t, PrimaryKey{{}, both}, {}});
  expect_effect(DropConstraint{t, {}, ConstraintKind::primary_key, std::nullopt});
  expect_effect(CreateConstraint{t, PrimaryKey{Identifier("pk"), both}, {}});
  expect_effect(DropConstraint{t, {}, ConstraintKind::primary_key, std::nullopt});
  for (const auto& [name, kind] :
       {std::pair("fk", ConstraintKind::foreign_key), std::pair("uq", ConstraintKind::unique),
        std::pair("ck", ConstraintKind::check)})
    expect_effect(DropConstraint{t, Identifier(name), kind, std::nullopt});
}

TEST_F(PostgresqlOperations, AConstraintCanBeAddedWithoutLookingAtTheRows) {
  run_script(db(), "CREATE TABLE t (a int); INSERT INTO t VALUES (-1)");
  const CheckConstraint check{Identifier("ck"), Expression("a > 0")};
  run(db(), {CreateConstraint{QualifiedName("t"), check, options("not_valid", "true")}});
  EXPECT_EQ(read_table(db(), "t").checks.size(), 1u);
  EXPECT_EQ(value("SELECT convalidated FROM pg_constraint WHERE conname = 'ck'"), "f");
  const UniqueConstraint unique{Identifier("uq"), {Identifier("a")}};
  const Operation operation =
      CreateConstraint{QualifiedName("t"), unique, options("not_valid", "true")};
  EXPECT_THAT(refusal(db(), std::span(&operation, 1)), HasSubstr("NOT VALID"));
}

TEST_F(PostgresqlOperations, IndexesAreCreatedAndDropped) {
  db().execute("CREATE TABLE t (a int, b text, c jsonb)");
  const QualifiedName t("t");
  Index rich = index_on("ix", {{Identifier("a"), true, 0, "NULLS LAST"},
                               {Expression("lower(b)"), false, 0, "COLLATE \"C\" text_pattern_ops"},
                               {Expression("a + 1"), true, 0, ""}});
  rich.unique = true;
  rich.include = {Identifier("b")};
  rich.where = Expression("a > 0");
  rich.options = options("with", "fillfactor='70'");
  expect_effect(CreateIndex{t, rich});
  Index gin = index_on("ix_gin", {{Identifier("c"), false, 0, "jsonb_path_ops"}});
  gin.method = "gin";
  expect_effect(CreateIndex{t, gin});
  expect_effect(DropIndex{t, Identifier("ix"), std::nullopt});
}

TEST_F(PostgresqlOperations, APrefixOfAColumnCannotBeIndexed) {
  db().execute("CREATE TABLE t (b text)");
  const Operation operation =
      CreateIndex{QualifiedName("t"), index_on("ix", {{Identifier("b"), false, 10, ""}})};
  EXPECT_THAT(refusal(db(), std::span(&operation, 1)), HasSubstr("prefix"));
}

TEST_F(PostgresqlOperations, AConcurrentIndexIsBuiltOutsideOfTheTransaction) {
  db().execute("CREATE TABLE t (a int)");
  Index index = index_on("ix", {{Identifier("a"), false, 0, ""}});
  index.options = options("concurrently", "true");
  const Operation create = CreateIndex{QualifiedName("t"), index};
  const auto statements = rendered(db(), std::span(&create, 1));
  ASSERT_EQ(statements.size(), 1u);
  EXPECT_EQ(statements[0].phase, Statement::Phase::outside);
  db().execute(statements[0].sql);
  EXPECT_EQ(read_table(db(), "t").indexes.size(), 1u);
  const Operation drop = DropIndex{QualifiedName("t"), Identifier("ix"), index};
  const auto drops = rendered(db(), std::span(&drop, 1));
  EXPECT_EQ(drops.at(0).phase, Statement::Phase::outside);
  db().execute(drops[0].sql);
  EXPECT_TRUE(read_table(db(), "t").indexes.empty());
}

TEST_F(PostgresqlOperations, WhatHasASchemaIsChangedThere) {
  run_script(db(), "CREATE SCHEMA \"My App\"; CREATE TABLE \"My App\".t (a int)");
  const QualifiedName name(Identifier("My App"), Identifier("t"));
  AlterColumn change;
  change.table = name;
  change.column = Identifier("a");
  change.to.comment = "x";
  change.to.autoincrement = true;
  run(db(), {CreateIndex{name, index_on("ix", {{Identifier("a"), false, 0, ""}})}, change,
             RenameColumn{name, Identifier("a"), Identifier("b")},
             SetTableComment{name, "y", std::nullopt}, DropIndex{name, Identifier("ix"), {}},
             CreateConstraint{name, PrimaryKey{{}, {Identifier("b")}}, {}},
             DropConstraint{name, {}, ConstraintKind::primary_key, {}},
             RenameTable{name, Identifier("u")}});
  EXPECT_EQ(value("SELECT count(*) FROM \"My App\".u"), "0");
}

TEST_F(PostgresqlOperations, SqlIsSplitAndWhatCannotRunInATransactionRunsOutside) {
  const auto phase = [&](const char* script) {
    const Operation operation = Execute{DialectText(script)};
    return rendered(db(), std::span(&operation, 1)).at(0).phase;
  };
  constexpr auto kOutside = Statement::Phase::outside;
  EXPECT_EQ(phase("create index /* now */ concurrently i on t (a)"), kOutside);
  EXPECT_EQ(phase("CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)"), kOutside);
  EXPECT_EQ(phase("-- why\nVACUUM t"), kOutside);
  EXPECT_EQ(phase("REINDEX TABLE CONCURRENTLY t"), kOutside);
  EXPECT_EQ(phase("ALTER TABLE t DETACH PARTITION p CONCURRENTLY"), kOutside);
  EXPECT_EQ(phase("CREATE DATABASE d"), kOutside);
  EXPECT_EQ(phase("CREATE INDEX \"concurrently\" ON t (a)"), Statement::Phase::transaction);
  EXPECT_EQ(phase("ALTER TABLE t ADD CHECK (a <> 'concurrently')"), Statement::Phase::transaction);
  const Operation two = Execute{DialectText("SELECT ';'; DO $$ BEGIN NULL; END $$;")};
  EXPECT_EQ(rendered(db(), std::span(&two, 1)).size(), 2u);
}

}  // namespace
}  // namespace whimbrel::test
