// Operations on rows: one file, every database.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kCurrencies = R"(upgrade:
  - create_table:
      name: currencies
      columns:
        - {name: code, type: varchar(3), primary_key: true}
        - {name: label, type: varchar(80)}
        - {name: digits, type: integer, nullable: false, default: 2}
)";

std::string listed(const FreshDatabase& database) {
  std::string text;
  for (const auto& row :
       database.connect()->query("SELECT code, label, digits FROM currencies ORDER BY code").rows)
    text += row[0].value_or("NULL") + " " + row[1].value_or("NULL") + " " +
            row[2].value_or("NULL") + "\n";
  return text;
}

TEST(Rows, AreInsertedUpdatedAndDeletedTheSameWayEverywhere) {
  const FreshDatabase database;
  Project project(database);
  project.add_revision("a1", "", std::string(kCurrencies) + "downgrade: auto\n");
  project.write("migrations/more.csv", "code,label,digits\nCHF,\"Franc, Swiss\",2\nGBP,,2\n");
  project.add_revision("a2", "a1", R"(upgrade:
  - bulk_insert:
      table: currencies
      key: [code]
      rows:
        - {code: EUR, label: "Euro's", digits: 2}
        - {code: JPY, label: null, digits: {expression: 1 - 1}}
  - bulk_insert: {table: currencies, key: [code], file: more.csv}
  - update: {table: currencies, set: {label: Yen}, where: code = 'JPY', existing: {label: null}}
downgrade: auto
)");
  project.add_revision("a3", "a2", R"(upgrade:
  - upsert:
      table: currencies
      key: [code]
      rows:
        - {code: JPY, label: Japanese yen, digits: 0}
        - {code: SEK, label: Krona, digits: 2}
  - delete: {table: currencies, where: code = 'GBP'}
downgrade:
  - delete: {table: currencies, key: [code], rows: [{code: SEK}]}
)");
  project.succeed({"upgrade", "a2"});
  EXPECT_EQ(listed(database), "CHF Franc, Swiss 2\nEUR Euro's 2\nGBP NULL 2\nJPY Yen 0\n");
  project.succeed({"upgrade", "head"});
  EXPECT_EQ(listed(database),
            "CHF Franc, Swiss 2\nEUR Euro's 2\nJPY Japanese yen 0\nSEK Krona 2\n");
  project.succeed({"downgrade", "-1"});
  project.succeed({"downgrade", "-1"});
  EXPECT_EQ(listed(database), "");
}

TEST(Rows, ThatCannotBeToldFromOthersHaveNoWayBack) {
  const FreshDatabase database;
  Project project(database);
  project.add_revision("a1", "", std::string(kCurrencies) + R"(  - bulk_insert:
      table: currencies
      rows: [{code: EUR}]
downgrade: auto
)");
  project.succeed({"upgrade", "head"});
  EXPECT_THAT(project.expect(2, {"downgrade", "base"}).err,
              HasSubstr("bulk_insert currencies: what tells the rows from others is not known"));
  EXPECT_EQ(listed(database), "EUR NULL 2\n");
}

constexpr const char* kNumbers = R"(upgrade:
  - create_table:
      name: numbers
      columns:
        - {name: grp, type: integer}
        - {name: id, type: integer}
        - {name: doubled, type: integer}
      primary_key: [grp, id]
      checks: {ck_numbers_small: doubled < 4000}
downgrade: auto
)";

constexpr const char* kDoubled = R"(upgrade:
  - add_column: {table: numbers, column: {name: label, type: varchar(20)}}
  - backfill:
      table: numbers
      set: {doubled: {expression: id * 2}}
      where: id > 0
      key: [grp, id]
      batch_size: 7
  - add_column: {table: numbers, column: {name: extra, type: varchar(20)}}
downgrade:
  - drop_column: {table: numbers, column: extra}
  - drop_column: {table: numbers, column: label}
)";

void add_numbers(const FreshDatabase& database) {
  std::string rows;
  for (int id = 0; id < 100; ++id)
    rows += (rows.empty() ? "" : ", ") +
            ("(" + std::to_string(id % 3) + ", " + std::to_string(id)) + ", NULL)";
  run_script(database, "INSERT INTO numbers VALUES " + rows + ";");
}

TEST(Backfill, ChangesEveryRowInPartsByAKeyOfSeveralColumns) {
  const FreshDatabase database;
  Project project(database);
  project.add_revision("a1", "", kNumbers);
  project.succeed({"upgrade", "head"});
  add_numbers(database);
  project.add_revision("a2", "a1", kDoubled);
  project.succeed({"upgrade", "head"});
  EXPECT_EQ(value_of(database, "SELECT COUNT(*) FROM numbers WHERE doubled = id * 2"), "99");
  EXPECT_EQ(value_of(database, "SELECT COUNT(*) FROM numbers WHERE extra IS NULL"), "100");
}

TEST(Backfill, GoesOnBehindThePartsThatWereDone) {
  const FreshDatabase database;
  Project project(database);
  project.add_revision("a1", "", kNumbers);
  project.succeed({"upgrade", "head"});
  add_numbers(database);
  run_script(database, "INSERT INTO numbers VALUES (1, 3000, NULL);");
  project.add_revision("a2", "a1", kDoubled);
  EXPECT_THAT(project.expect(1, {"upgrade", "head"}).err, HasSubstr("backfill numbers"));
  // The first group is done, the last one is not.
  EXPECT_EQ(value_of(database, "SELECT COUNT(*) FROM numbers WHERE grp = 0 AND doubled = id * 2"),
            "33");
  EXPECT_EQ(value_of(database, "SELECT COUNT(*) FROM numbers WHERE grp = 2 AND doubled = id * 2"),
            "0");
  run_script(database,
             "DELETE FROM numbers WHERE id = 3000; UPDATE numbers SET doubled = -1 "
             "WHERE grp = 0 AND id = 3;");
  EXPECT_THAT(project.expect(0, {"upgrade", "head"}).err,
              HasSubstr("the backfill goes on behind the key"));
  EXPECT_EQ(value_of(database, "SELECT COUNT(*) FROM numbers WHERE grp = 2 AND doubled = id * 2"),
            "33");
  // What was done is not done again.
  EXPECT_EQ(value_of(database, "SELECT doubled FROM numbers WHERE grp = 0 AND id = 3"), "-1");
  EXPECT_THAT(project.current(), HasSubstr("a2"));
}

TEST(WayBack, IsTakenFromTheRevisionsBefore) {
  const FreshDatabase database;
  Project project(database);
  project.add_revision("a1", "",
                       std::string(kCurrencies) +
                           "  - create_index: {name: ix_label, table: currencies, "
                           "columns: [label]}\ndowngrade: auto\n");
  project.add_revision("a2", "a1", R"(upgrade:
  - drop_index: {name: ix_label, table: currencies}
  - alter_column: {table: currencies, column: label, type: varchar(200)}
  - drop_column: {table: currencies, column: digits}
  - drop_table: {name: currencies}
downgrade: auto
)");
  project.succeed({"upgrade", "a1"});
  const std::string before = project.inspect();
  project.succeed({"upgrade", "head"});
  EXPECT_THAT(project.inspect(), Not(HasSubstr("currencies")));
  project.succeed({"downgrade", "-1"});
  EXPECT_EQ(project.inspect(), before);
}

}  // namespace
}  // namespace whimbrel::test
