// Rows that are made from a schema.
#include "whimbrel/seed/seed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "support/project.h"
#include "whimbrel/core/error.h"
#include "whimbrel/seed/row_image.h"

namespace whimbrel::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SeedLaw : public ::testing::Test {
 protected:
  void build(const std::string& operations) {
    project_.add_revision("a1", "", "upgrade:\n" + operations + "downgrade: auto\n");
    project_.succeed({"upgrade"});
    connection_ = database_.connect();
    now_ = database_.dialect().introspector().read(*connection_, {{"whimbrel_*"}, {}});
  }

  Seeding seeded(const Schema& next) {
    std::vector<QualifiedName> tables;
    for (const auto& [name, table] : now_.tables) tables.push_back(name);
    return seed({now_, next, tables}, database_.dialect(), *connection_, {});
  }

  std::set<std::string> values(const char* table, const char* column) {
    const RowImage image = read_rows(*now_.table(QualifiedName(table)), {Identifier(column)},
                                     database_.dialect(), *connection_);
    std::set<std::string> result;
    for (const auto& row : image.rows) result.insert(row.at(0).value_or("NULL"));
    return result;
  }

  FreshDatabase database_;
  Project project_{database_};
  std::unique_ptr<Connection> connection_;
  Schema now_;
};

constexpr const char* kEveryType = R"yaml(  - create_table:
      name: every
      columns:
        - {name: id, type: integer, primary_key: true}
        - {name: a, type: boolean}
        - {name: b, type: smallint}
        - {name: c, type: bigint}
        - {name: d, type: "numeric(10,3)"}
        - {name: e, type: real}
        - {name: f, type: double precision}
        - {name: g, type: char(3)}
        - {name: h, type: varchar(40)}
        - {name: i, type: text}
        - {name: j, type: varbinary(20)}
        - {name: k, type: blob}
        - {name: l, type: date}
        - {name: m, type: time}
        - {name: n, type: timestamp}
        - {name: o, type: timestamp with time zone}
        - {name: p, type: uuid}
        - {name: q, type: json}
)yaml";

TEST_F(SeedLaw, OfEveryTypeHoldTheEndsOfTheirRangesAndNull) {
  if (database_.dialect().syntax().schema_is_database)
    database_.connect()->execute("ALTER DATABASE CHARACTER SET utf8mb4");
  build(kEveryType);
  const Seeding seeding = seeded(now_);
  EXPECT_THAT(seeding.unseeded, IsEmpty());
  EXPECT_EQ(seeding.rows, 4u);
  EXPECT_THAT(values("every", "id"), Contains("2147483647"));
  EXPECT_THAT(values("every", "b"), ElementsAre("-32768", "0", "32767", "NULL"));
  EXPECT_THAT(values("every", "c"),
              ElementsAre("-9223372036854775808", "0", "9223372036854775807", "NULL"));
  EXPECT_THAT(values("every", "h"), ElementsAre("", "NULL", "O'Brien \"q\" \\ `b` %_; -- /*",
                                                "\u00e4\u00df \u6f22\u5b57 \U0001F426"));
  EXPECT_THAT(values("every", "l"), SizeIs(4));
  EXPECT_THAT(values("every", "p"), SizeIs(4));
}

constexpr const char* kTogether = R"yaml(  - create_table:
      name: crews
      columns:
        - {name: id, type: bigint, primary_key: true, autoincrement: true}
        - {name: parent_id, type: bigint, references: {table: crews, column: id}}
        - {name: kind, type: varchar(10), nullable: false}
      checks: {ck_crews_kind: "kind IN ('open', 'closed')"}
  - create_table:
      name: members
      columns:
        - {name: crew_id, type: bigint, nullable: false, references: {table: crews, column: id}}
        - {name: number, type: integer, nullable: false}
        - {name: email, type: varchar(60), nullable: false}
        - {name: score, type: integer, nullable: false}
      primary_key: [crew_id, number]
      unique: {uq_members_email: [email]}
      checks: {ck_members_score: "score BETWEEN 1 AND 5", ck_members_email: "email LIKE '%@%'"}
)yaml";

TEST_F(SeedLaw, FitForeignKeysUniqueKeysAndChecks) {
  build(kTogether);
  const Seeding seeding = seeded(now_);
  EXPECT_THAT(seeding.unseeded, IsEmpty());
  EXPECT_THAT(seeding.tables, ElementsAre(QualifiedName("crews"), QualifiedName("members")));
  EXPECT_EQ(seeding.rows, 8u);
  EXPECT_THAT(values("members", "crew_id"), SizeIs(4));
}

TEST_F(SeedLaw, AreTheSameForTheSameSchemaAndAreTakenOutAgain) {
  build(kTogether);
  const Seeding seeding = seeded(now_);
  const auto rows = values("members", "email");
  clear_rows(seeding.tables, database_.dialect(), *connection_);
  EXPECT_THAT(values("members", "email"), IsEmpty());
  seeded(now_);
  EXPECT_EQ(values("members", "email"), rows);
}

TEST_F(SeedLaw, LeaveATableWithRowsAlone) {
  build(kTogether);
  connection_->execute("INSERT INTO crews (kind) VALUES ('open')");
  EXPECT_THAT(seeded(now_).tables, ElementsAre(QualifiedName("members")));
  EXPECT_THAT(values("crews", "id"), SizeIs(1));
}

TEST_F(SeedLaw, FitWhatTheTableIsAboutToBecome) {
  build(
      "  - create_table:\n      name: t\n      columns: [{name: a, type: varchar(200)}, "
      "{name: b, type: integer}]\n");
  Schema next = now_;
  Table& table = *next.table(QualifiedName("t"));
  table.column(Identifier("a"))->nullable = false;
  table.column(Identifier("a"))->type = SqlType("varchar(3)");
  table.unique_constraints.push_back({Identifier("u"), {Identifier("a")}});
  table.checks.push_back({Identifier("c"), Expression("b > 100")});
  EXPECT_GT(seeded(next).rows, 0u);
  for (const std::string& each : values("t", "a")) EXPECT_NE(each, "NULL");
  EXPECT_EQ(value_of(database_, "SELECT count(*) FROM t WHERE length(a) > 12"), "0");
  EXPECT_EQ(value_of(database_, "SELECT count(*) FROM t WHERE NOT (b > 100)"), "0");
}

TEST_F(SeedLaw, StopWhenTheyAreToldTo) {
  build(kTogether);
  EXPECT_THROW(seed({now_, now_, std::vector{QualifiedName("crews")}}, database_.dialect(),
                    *connection_, [] { return true; }),
               Error);
}

}  // namespace
}  // namespace whimbrel::test
