// Changes of a table that ALTER TABLE has no words for, and what newer versions have words for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sqlite_fixture.h"
#include "whimbrel/ops/apply.h"
#include "whimbrel/ops/inverse.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kTable = R"(
    CREATE TABLE t (id INTEGER NOT NULL, a TEXT NOT NULL, b INT,
                    CONSTRAINT pk PRIMARY KEY (id), CONSTRAINT uq UNIQUE (a),
                    CONSTRAINT ck CHECK (b > 0), CHECK (b < 100),
                    CONSTRAINT fk FOREIGN KEY (b) REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED);
    CREATE UNIQUE INDEX ix ON t (lower(a) DESC, b COLLATE RTRIM) WHERE b > 5;
    INSERT INTO t VALUES (1, 'x', 1), (2, 'y', 1))";

const QualifiedName kName("t");

// There and back; in between the database has what the model says.
void expect_there_and_back(const Operation& there) {
  SCOPED_TRACE(summary(there));
  SqliteDatabase database(kTable);
  const Schema before = database.read();
  Schema expected = before;
  ASSERT_EQ(apply(there, expected), std::nullopt);
  database.migrate({there});
  EXPECT_EQ(database.read(), expected);
  EXPECT_EQ(database.value("SELECT group_concat(id || a || b) FROM t"), "1x1,2y1");
  database.migrate({std::get<Operation>(inverse(there))});
  EXPECT_EQ(database.read(), before);
  EXPECT_EQ(database.value("SELECT group_concat(id || a || b) FROM t"), "1x1,2y1");
}

SetTableOptions options(std::map<std::string, std::string> values,
                        std::map<std::string, std::string> existing) {
  return {kName, {{"sqlite", std::move(values)}}, Options{{"sqlite", std::move(existing)}}};
}

TEST(SqliteTableChanges, ComeBack) {
  const auto renamed = [](const char* name, ConstraintKind kind) {
    return RenameConstraint{kName, Identifier(name), Identifier("other"), kind};
  };
  expect_there_and_back(RenameIndex{kName, Identifier("ix"), Identifier("ix 2")});
  expect_there_and_back(renamed("pk", ConstraintKind::primary_key));
  expect_there_and_back(renamed("uq", ConstraintKind::unique));
  expect_there_and_back(renamed("ck", ConstraintKind::check));
  expect_there_and_back(renamed("fk", ConstraintKind::foreign_key));
  expect_there_and_back(options({{"strict", "true"}}, {{"strict", ""}}));
  expect_there_and_back(options({{"strict", "true"}, {"without_rowid", "true"}},
                                {{"strict", ""}, {"without_rowid", ""}}));
  expect_there_and_back(
      options({{"primary_key_on_conflict", "replace"}, {"constraints", "UNIQUE (a COLLATE RTRIM)"}},
              {{"primary_key_on_conflict", ""}, {"constraints", ""}}));
  AlterColumn conflict{kName, Identifier("a"), {}, {}, {}};
  conflict.to.options["sqlite"]["not_null_on_conflict"] = "ignore";
  conflict.existing.options["sqlite"]["not_null_on_conflict"] = "";
  expect_there_and_back(conflict);
}

TEST(SqliteTableChanges, MakeOneRebuildTogether) {
  SqliteDatabase database(kTable);
  const std::vector<Operation> operations = {
      options({{"strict", "true"}}, {{"strict", ""}}),
      RenameConstraint{kName, Identifier("uq"), Identifier("uq2"), ConstraintKind::unique},
      RenameIndex{kName, Identifier("ix"), Identifier("ix2")},
      AddColumn{kName, column("c", "text")}};
  EXPECT_EQ(count_of(database.rendered(operations), "DROP TABLE"), 1);
  database.migrate(operations);
  EXPECT_EQ(database.table("t").unique_constraints[0].name, Identifier("uq2"));
  EXPECT_EQ(database.table("t").indexes[0].name, Identifier("ix2"));
}

TEST(SqliteTableChanges, FindAConstraintThatHasNoNameByRule) {
  SqliteDatabase database("CREATE TABLE t (a INT UNIQUE)");
  database.migrate(
      {RenameConstraint{kName, Identifier("uq_t_a"), Identifier("once"), ConstraintKind::unique}});
  EXPECT_EQ(database.table("t").unique_constraints[0].name, Identifier("once"));
  EXPECT_THAT(database.unsupported({RenameConstraint{kName, Identifier("no"), Identifier("x"),
                                                     ConstraintKind::check}}),
              HasSubstr("has no check constraint 'no'"));
  EXPECT_THAT(database.unsupported({RenameIndex{kName, Identifier("no"), Identifier("x")}}),
              HasSubstr("has no index 'no'"));
}

TEST(SqliteTableChanges, ThatSqliteDoesNotHaveAreRefusedByName) {
  SqliteDatabase database(kTable);
  const Table plain = database.table("t");
  const auto refused = [&](auto change) {
    Table table = plain;
    table.name = QualifiedName("n");
    table.indexes.clear();
    change(table);
    return database.unsupported({CreateTable{table}});
  };
  using T = Table;
  EXPECT_THAT(refused([](T& t) {
                t.exclusions.push_back({Identifier("ex"), {}});
              }),
              HasSubstr("constraint 'ex' of table 'n' is not possible"));
  EXPECT_THAT(refused([](T& t) { t.primary_key->deferral.deferrable = true; }),
              HasSubstr("constraint 'pk' of table 'n' cannot be deferred"));
  EXPECT_THAT(refused([](T& t) { t.unique_constraints[0].nulls_not_distinct = true; }),
              HasSubstr("NULLS NOT DISTINCT"));
  EXPECT_THAT(refused([](T& t) { t.unique_constraints[0].include = names({"b"}); }),
              HasSubstr("INCLUDE"));
  EXPECT_THAT(refused([](T& t) { t.foreign_keys[0].match_full = true; }), HasSubstr("MATCH FULL"));
  EXPECT_THAT(refused([](T& t) { t.foreign_keys[0].validated = false; }), HasSubstr("NOT VALID"));
  EXPECT_THAT(refused([](T& t) { t.checks[0].validated = false; }), HasSubstr("NOT VALID"));
  EXPECT_THAT(refused([](T& t) { t.partition_by = Expression("RANGE (id)"); }),
              HasSubstr("SQLite has no partitions"));
  EXPECT_THAT(refused([](T& t) { t.inherits = {QualifiedName("p")}; }), HasSubstr("inheritance"));
  EXPECT_THAT(refused([](T& t) {
                t.privileges = {{Identifier("ann"), "SELECT", false}};
              }),
              HasSubstr("knows no users"));
  EXPECT_THAT(refused([](T& t) {
                t.primary_key.reset();
                t.options["sqlite"]["without_rowid"] = "true";
              }),
              HasSubstr("needs a primary key"));
  EXPECT_THAT(database.unsupported({ValidateConstraint{kName, Identifier("ck"), true}}),
              HasSubstr("constraint 'ck' of table 't' is always valid"));
  EXPECT_THAT(database.unsupported({Grant{{std::nullopt, kName}, {}}}), HasSubstr("'t'"));
  EXPECT_THAT(database.unsupported({AttachPartition{kName, QualifiedName("p"), {}}}),
              HasSubstr("'t' cannot be partitioned"));
}

/// A live database that says of itself that it is of another version.
class OtherVersion final : public RenderContext {
 public:
  OtherVersion(SqliteDatabase& database, int version)
      : inner_(database.dialect(), database.connection()) {
    server_.version_number = version;
  }
  const Table* table(const QualifiedName& name) override { return inner_.table(name); }
  std::vector<QualifiedName> referring_tables(const QualifiedName& name) override {
    return inner_.referring_tables(name);
  }
  std::vector<SchemaObject> objects_on(const QualifiedName& name) override {
    return inner_.objects_on(name);
  }
  const Schema* schema() override { return inner_.schema(); }
  const ServerInfo& server() const override { return server_; }
  bool offline() const override { return false; }

 private:
  LiveContext inner_;
  ServerInfo server_;
};

std::vector<std::string> rendered(const std::vector<Operation>& operations, int version) {
  SqliteDatabase database(kTable);
  OtherVersion now(database, version);
  const Rendered result = database.dialect().renderer().render(operations, now);
  std::vector<std::string> statements;
  for (const Statement& each : std::get<std::vector<Statement>>(result))
    if (each.refuse_rows.empty()) statements.push_back(each.sql);
  return statements;
}

AlterColumn nullable(const char* column, bool value) {
  AlterColumn op{kName, Identifier(column), {}, {}, {}};
  op.to.nullable = value;
  return op;
}

TEST(SqliteTableChanges, UseWhatAlterTableCanDoFromItsVersionOn) {
  const CheckConstraint check{Identifier("new"), Expression("b <> 7")};
  const std::pair<Operation, const char*> cases[] = {
      {nullable("a", true), R"(ALTER TABLE "t" ALTER COLUMN "a" DROP NOT NULL)"},
      {nullable("b", false), R"(ALTER TABLE "t" ALTER COLUMN "b" SET NOT NULL)"},
      {CreateConstraint{kName, check, {}},
       R"(ALTER TABLE "t" ADD CONSTRAINT "new" CHECK (b <> 7))"},
      {DropConstraint{kName, Identifier("ck"), ConstraintKind::check, {}},
       R"(ALTER TABLE "t" DROP CONSTRAINT "ck")"},
  };
  for (const auto& [operation, sql] : cases) {
    EXPECT_THAT(rendered({operation}, 3053000), ElementsAre(sql));
    EXPECT_THAT(rendered({operation}, 3052000), ::testing::Contains("DROP TABLE \"t\""));
    // Where no version is known, the library at hand is meant.
    EXPECT_THAT(rendered({operation}, 999'000'000), ::testing::Contains("DROP TABLE \"t\""));
  }
}

TEST(SqliteTableChanges, RebuildInNewerVersionsWhatAlterTableStillCannotDo) {
  SqliteDatabase database(kTable);
  const Constraint unnamed = database.table("t").checks[1];
  AlterColumn both = nullable("a", true);
  both.to.type = SqlType("varchar(9)");
  for (const Operation& operation :
       {Operation(DropConstraint{kName, {}, ConstraintKind::check, unnamed}), Operation(both),
        Operation(DropConstraint{kName, Identifier("uq"), ConstraintKind::unique, {}})})
    EXPECT_THAT(rendered({operation}, 3053000), ::testing::Contains("DROP TABLE \"t\""));
}

}  // namespace
}  // namespace whimbrel::test
