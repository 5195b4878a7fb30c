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
  CheckConstraint check{Identifier("ck"), Expression("a > 0")};
  check.validated = false;
  expect_effect(CreateConstraint{QualifiedName("t"), check, {}});
  EXPECT_EQ(value("SELECT convalidated FROM pg_constraint WHERE conname = 'ck'"), "f");
  db().execute("UPDATE t SET a = 1");
  expect_effect(ValidateConstraint{QualifiedName("t"), Identifier("ck"), true});
  expect_effect(ValidateConstraint{QualifiedName("t"), Identifier("ck"), false});
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
  EXPECT_EQ(phase("REINDEX (VERBOSE) SCHEMA s"), kOutside);
  EXPECT_EQ(phase("CLUSTER"), kOutside);
  EXPECT_EQ(phase("CLUSTER t"), Statement::Phase::transaction);
  EXPECT_EQ(phase("ALTER SYSTEM SET work_mem = '8MB'"), kOutside);
  EXPECT_EQ(phase("CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p"), kOutside);
  EXPECT_EQ(phase("ALTER TYPE mood ADD VALUE 'ok'"), Statement::Phase::transaction);
  EXPECT_EQ(phase("CREATE INDEX \"concurrently\" ON t (a)"), Statement::Phase::transaction);
  EXPECT_EQ(phase("ALTER TABLE t ADD CHECK (a <> 'concurrently')"), Statement::Phase::transaction);
  const Operation two = Execute{DialectText("SELECT ';'; DO $$ BEGIN NULL; END $$;")};
  EXPECT_EQ(rendered(db(), std::span(&two, 1)).size(), 2u);
}

TEST_F(PostgresqlOperations, ANewEnumValueIsCommittedOnlyWhereItIsUsed) {
  run_script(db(), "CREATE TYPE mood AS ENUM ('ok'); CREATE TABLE t (m mood)");
  const AddEnumValue add{QualifiedName("mood"), "fine", "", "ok"};
  AlterColumn change = alter("m");
  change.to.default_value.emplace(Expression("'fine'::mood"));
  const std::vector<Operation> unused = {add,
                                         AddColumn{QualifiedName("t"), column("n", "integer")}};
  EXPECT_EQ(rendered(db(), unused).at(0).phase, Statement::Phase::transaction);
  const std::vector<Operation> used = {add, change};
  EXPECT_EQ(rendered(db(), used).at(0).phase, Statement::Phase::outside);
  const std::vector<Operation> script = {
      Execute{DialectText("ALTER TYPE mood ADD VALUE 'fine'; INSERT INTO t VALUES ('fine')")}};
  EXPECT_EQ(rendered(db(), script).at(0).phase, Statement::Phase::outside);
  expect_effect(add);
  expect_effect(RenameEnumValue{QualifiedName("mood"), "fine", "it's fine"});
}

TEST_F(PostgresqlOperations, IndexesAndConstraintsAreRenamed) {
  run_script(db(),
             "CREATE TABLE t (a int PRIMARY KEY, b int, CONSTRAINT ck CHECK (b > 0));"
             "CREATE INDEX i ON t (b)");
  const QualifiedName t("t");
  expect_effect(RenameIndex{t, Identifier("i"), Identifier("j")});
  expect_effect(RenameConstraint{t, Identifier("ck"), Identifier("kc"), ConstraintKind::check});
  const RenameConstraint key{t, {}, Identifier("pk"), ConstraintKind::primary_key};
  expect_effect(key);
  expect_effect(RenameConstraint{t, key.to, {}, key.kind});
}

TEST_F(PostgresqlOperations, ViewsAndSequencesAndTypesAreRenamed) {
  run_script(db(),
             "CREATE VIEW v AS SELECT 1 AS one; CREATE SEQUENCE s;"
             "CREATE TYPE mood AS ENUM ('ok'); CREATE DOMAIN d AS int");
  for (const auto& [kind, name] :
       {std::pair{ObjectKind::view, "v"}, std::pair{ObjectKind::sequence, "s"},
        std::pair{ObjectKind::enumeration, "mood"}, std::pair{ObjectKind::domain, "d"}})
    expect_effect(
        RenameObject{{kind, QualifiedName(name)}, Identifier(std::string("new_") + name)});
}

TEST_F(PostgresqlOperations, PartitionsAreAttachedAndDetached) {
  run_script(
      db(), "CREATE TABLE p (a int, b text) PARTITION BY LIST (a); CREATE TABLE q (a int, b text)");
  const Expression bound("FOR VALUES IN (1)");
  expect_effect(AttachPartition{QualifiedName("p"), QualifiedName("q"), bound});
  expect_effect(DetachPartition{QualifiedName("p"), QualifiedName("q"), bound, {}});
  const Operation apart = DetachPartition{QualifiedName("p"), QualifiedName("q"), bound,
                                          options("concurrently", "true")};
  EXPECT_EQ(rendered(db(), std::span(&apart, 1)).at(0).phase, Statement::Phase::outside);
}

TEST_F(PostgresqlOperations, WhatCountsAColumnChangesAndComesBack) {
  run_script(db(),
             "CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY, s serial, n int NOT NULL);"
             "INSERT INTO t (n) VALUES (5)");
  const auto change = [&](const char* name, std::map<std::string, std::string> to,
                          std::map<std::string, std::string> existing) {
    AlterColumn op = alter(name);
    op.to.options = {{"postgresql", to}};
    op.existing.options = {{"postgresql", existing}};
    expect_effect(op);
    AlterColumn back = alter(name);
    back.to.options = op.existing.options;
    back.existing.options = op.to.options;
    expect_effect(back);
  };
  change("a", {{"identity", ""}}, {{"identity", "always"}});
  change("a", {{"sequence", "INCREMENT BY 5 MAXVALUE 1000 CYCLE"}}, {{"sequence", ""}});
  change("s", {{"serial", ""}, {"identity", "always"}}, {{"serial", "true"}, {"identity", ""}});
  change("n", {{"statistics", "20"}}, {{"statistics", ""}});
  AlterColumn counts = alter("n");
  counts.to.autoincrement = true;
  counts.to.options = options("serial", "true");
  counts.existing.autoincrement = false;
  counts.existing.options = options("serial", "");
  expect_effect(counts);
  run_script(db(), "INSERT INTO t DEFAULT VALUES");
  EXPECT_EQ(value("SELECT max(n) FROM t"), "6");
  AlterColumn back = alter("n");
  back.to = counts.existing;
  back.existing = counts.to;
  expect_effect(back);
}

TEST_F(PostgresqlOperations, StorageOfAColumnChangesAndComesBack) {
  db().execute("CREATE TABLE t (b text, n numeric)");
  for (const char* name : {"b", "n"}) {
    AlterColumn change = alter(name);
    change.to.options = {{"postgresql", {{"storage", "external"}, {"with", "n_distinct=5"}}}};
    change.existing.options = {{"postgresql", {{"storage", ""}, {"with", ""}}}};
    expect_effect(change);
    std::swap(change.to, change.existing);
    expect_effect(change);
  }
}

}  // namespace
}  // namespace whimbrel::test
