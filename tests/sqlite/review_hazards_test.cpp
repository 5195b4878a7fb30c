// What the guide says of rebuilds and refusals is what the renderer and SQLite do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sqlite/sqlite_fixture.h"
#include "support/review_law.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {
namespace {

using ::testing::Contains;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Not;
using Kind = SqlReading::Kind;

constexpr const char* kTables = R"(
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b TEXT, c TEXT UNIQUE, p INT REFERENCES p (id));
CREATE TABLE child (t INT REFERENCES t (id) ON DELETE CASCADE);
CREATE INDEX ix ON t (b);
INSERT INTO t (id) VALUES (1);
)";

const ReviewGuide& guide() { return guide_of(test_dialect("sqlite")); }

auto has_rule(std::string_view rule) { return Contains(Field(&Hazard::rule, std::string(rule))); }

AddColumn adding(Column added) { return {QualifiedName("t"), std::move(added)}; }

std::vector<Operation> operations() {
  Column required = column("z", "text", false);
  Column literal = column("z", "text", false);
  literal.default_value = Literal{Literal::Kind::string, "x"};
  Column now = column("z", "text");
  now.default_value = Expression("CURRENT_TIMESTAMP");
  Column stored = column("z", "text");
  stored.generated = Generated{Expression("a + 1"), true};
  Column computed = stored;
  computed.generated->stored = false;
  AlterColumn type{QualifiedName("t"), Identifier("a"), {}, {}, {}};
  type.to.type = SqlType("text");
  AlterColumn comment{QualifiedName("t"), Identifier("a"), {}, {}, {}};
  comment.to.comment = "x";
  const auto constraint = [](Constraint each) {
    return CreateConstraint{QualifiedName("t"), std::move(each), {}};
  };
  Index index;
  index.name = Identifier("z");
  index.keys = {{Identifier("a"), false, 0, {}}};
  return {adding(column("z", "text")),
          adding(required),
          adding(literal),
          adding(now),
          adding(stored),
          adding(computed),
          DropColumn{QualifiedName("t"), Identifier("a"), std::nullopt},
          DropColumn{QualifiedName("t"), Identifier("p"), std::nullopt},
          RenameColumn{QualifiedName("t"), Identifier("a"), Identifier("z")},
          RenameTable{QualifiedName("t"), Identifier("z")},
          type,
          comment,
          constraint(UniqueConstraint{Identifier("u"), names({"a"})}),
          constraint(CheckConstraint{Identifier("k"), Expression("a > 0")}),
          CreateIndex{QualifiedName("t"), index},
          DropIndex{QualifiedName("t"), Identifier("ix"), std::nullopt}};
}

TEST(SqliteReviewHazards, TellOfARebuildWhereTheRendererMakesOne) {
  for (const Operation& operation : operations()) {
    SqliteDatabase database(kTables);
    const Schema before = database.read();
    const bool told = !guide().hazards_of(operation, {before, {}, 0}).empty();
    const std::vector<Statement> statements = database.rendered({operation});
    EXPECT_EQ(told, count_of(statements, "CREATE TABLE") > 0) << summary(operation);
    const std::vector<QualifiedName> made = {QualifiedName("t")};
    EXPECT_THAT(guide().hazards_of(operation, {before, made, 0}), IsEmpty()) << summary(operation);
  }
}

// A statement is refused on a table with a row, or it is not.
TEST(SqliteReviewHazards, TellWhereAddColumnNeedsAnEmptyTable) {
  for (const char* definition :
       {"z INT", "z INT NOT NULL", "z INT NOT NULL DEFAULT 1", "z INT DEFAULT CURRENT_TIMESTAMP",
        "z INT DEFAULT (1 + 1)", "z AS (a) STORED", "z AS (a) VIRTUAL", "z INT UNIQUE",
        "z INT PRIMARY KEY", "z INT REFERENCES p (id)", "z INT DEFAULT 1 REFERENCES p (id)",
        "z INT CHECK (z > 0)"}) {
    SqliteDatabase database(kTables);
    const Schema before = database.read();
    const std::string sql = std::string("ALTER TABLE t ADD COLUMN ") + definition;
    const SqlReading reading = guide().read(sql, {before, {}, 0});
    bool refused = false;
    try {
      database.connection().execute(sql);
    } catch (const Error&) {
      refused = true;
    }
    EXPECT_EQ(!reading.hazards.empty(), refused) << sql;
    if (refused) {
      EXPECT_THAT(reading.hazards, has_rule("column-needs-empty-table")) << sql;
    }
  }
}

TEST(SqliteReviewHazards, TellThatDroppingAParentDeletesItsChildren) {
  SqliteDatabase database(kTables);
  const Schema before = database.read();
  const ReviewPlace place{before, {}, 0};
  const SqlReading reading = guide().read("DROP TABLE t", place);
  EXPECT_THAT(reading.hazards, has_rule("rebuild-cascades"));
  EXPECT_NE(reading.hazards.at(0).message.find("'child'"), std::string::npos);
  EXPECT_THAT(guide().read("DROP TABLE child", place).hazards, IsEmpty());
  database.run("INSERT INTO child VALUES (1)");
  database.connection().execute("DROP TABLE t");
  EXPECT_EQ(database.value("SELECT count(*) FROM child"), "0");
}

TEST(SqliteReviewHazards, TellWhatAPragmaDoes) {
  const Schema nothing;
  const ReviewPlace place{nothing, {}, 0};
  EXPECT_THAT(guide().read("PRAGMA foreign_keys = OFF", place).hazards,
              has_rule("foreign-keys-pragma"));
  EXPECT_TRUE(guide().read("PRAGMA busy_timeout = 5000", place).sets_lock_timeout);
  EXPECT_EQ(guide().read("PRAGMA foreign_keys", place).kind, Kind::query);
  const SqlReading vacuum = guide().read("VACUUM", place);
  EXPECT_TRUE(vacuum.outside_transaction);
  EXPECT_THAT(vacuum.hazards, has_rule("exclusive-maintenance"));
}

TEST(SqliteReviewHazards, NameWhatIsReserved) {
  for (const char* word : {"abort",  "add",   "check",  "column", "cross", "current", "default",
                           "exists", "first", "from",   "full",   "group", "if",      "index",
                           "isnull", "key",   "left",   "limit",  "names", "order",   "over",
                           "row",    "rows",  "select", "table",  "temp",  "to",      "transaction",
                           "unique", "users", "values", "view",   "where", "with",    "without"}) {
    SqliteDatabase database;
    bool refused = false;
    try {
      database.connection().execute(std::string("CREATE TABLE ") + word + " (" + word + " int)");
    } catch (const Error&) {
      refused = true;
    }
    EXPECT_EQ(guide().is_reserved(word), refused) << word;
  }
}

}  // namespace
}  // namespace whimbrel::test
