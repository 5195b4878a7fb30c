// Views, triggers and functions beside tables: generated, changed together with what they use, and
// taken back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string tables(const std::string& amount, const std::string& more = "") {
  return "tables:\n"
         "  orders:\n"
         "    columns:\n"
         "      id: {type: bigint, primary_key: true}\n"
         "      amount: {type: \"" +
         amount + "\", nullable: false, default: 0}\n" + more +
         "  changes:\n"
         "    columns:\n"
         "      order_id: {type: bigint}\n";
}

std::string views(const std::string& large) {
  return "views:\n"
         "  large: {definition: \"" +
         large +
         "\"}\n"
         "  largest: {definition: \"SELECT id FROM large WHERE amount > 1000\"}\n";
}

const char* const kTriggers = R"(triggers:
  orders:
    note_orders:
      definition:
        sqlite: |
          CREATE TRIGGER note_orders AFTER UPDATE ON orders BEGIN
            INSERT INTO changes (order_id) VALUES (NEW.id);
          END
        mysql: CREATE TRIGGER note_orders AFTER UPDATE ON orders FOR EACH ROW INSERT INTO changes (order_id) VALUES (NEW.id)
        mariadb: CREATE TRIGGER note_orders AFTER UPDATE ON orders FOR EACH ROW INSERT INTO changes (order_id) VALUES (NEW.id)
        postgresql: CREATE TRIGGER note_orders AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION note_order()
functions:
  note_order():
    dialects: [postgresql]
    definition: |
      CREATE FUNCTION note_order() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO changes (order_id) VALUES (NEW.id);
        RETURN NULL;
      END $$
)";

const char* const kLarge = "SELECT id, amount FROM orders WHERE amount > 100";

TEST(Objects, AreGeneratedChangedAndTakenBack) {
  const FreshDatabase database;
  Project project(database);
  project.reach(tables("integer") + views(kLarge) + kTriggers, "First");
  const std::string first = project.inspect();
  EXPECT_THAT(first, AllOf(HasSubstr("views:"), HasSubstr("largest"), HasSubstr("note_orders")));
  run_script(database,
             "INSERT INTO orders VALUES (1, 5000); UPDATE orders SET amount = 6000 WHERE id = 1;");
  EXPECT_EQ(value_of(database, "SELECT order_id FROM changes"), "1");

  // The type of a column that both views use.
  project.reach(tables("bigint") + views(kLarge) + kTriggers, "Wider");
  EXPECT_EQ(value_of(database, "SELECT id FROM largest"), "1");
  run_script(database, "UPDATE orders SET amount = 7000 WHERE id = 1;");
  EXPECT_EQ(value_of(database, "SELECT COUNT(*) FROM changes"), "2");

  // A view that other views use, with a column that is new.
  const std::string renewed = "SELECT id, amount, note FROM orders WHERE amount > 200";
  project.reach(tables("bigint", "      note: {type: varchar(20)}\n") + views(renewed) + kTriggers,
                "Notes");
  EXPECT_EQ(value_of(database, "SELECT note FROM large"), "NULL");

  project.succeed({"downgrade", "-2"});
  EXPECT_EQ(project.inspect(), first);
  EXPECT_EQ(value_of(database, "SELECT amount FROM large"), "7000");
  project.succeed({"upgrade", "head"});
  project.succeed({"check"});
  project.succeed({"downgrade", "base"});
  EXPECT_THAT(project.inspect(), Not(HasSubstr("large")));
}

TEST(Objects, OfAKindWithoutASectionAreLeftAlone) {
  const FreshDatabase database;
  Project project(database);
  project.reach(tables("integer") + views(kLarge) + kTriggers, "First");
  project.reach(tables("bigint"), "Wider");
  EXPECT_THAT(project.inspect(), AllOf(HasSubstr("large:"), HasSubstr("note_orders")));
  run_script(database, "INSERT INTO orders VALUES (1, 5000);");
  EXPECT_EQ(value_of(database, "SELECT id FROM largest"), "1");
}

TEST(Objects, ThatAreNotWantedAnyMoreAreDropped) {
  const FreshDatabase database;
  Project project(database);
  project.reach(tables("integer") + views(kLarge) + kTriggers, "First");
  const std::string first = project.inspect();
  project.reach(tables("integer") + "views: {}\ntriggers: {}\nfunctions: {}\n", "Less");
  EXPECT_THAT(project.inspect(), AllOf(Not(HasSubstr("large")), Not(HasSubstr("note_order"))));
  project.succeed({"downgrade", "-1"});
  EXPECT_EQ(project.inspect(), first);
}

TEST(Objects, FollowARenamedTable) {
  const FreshDatabase database;
  Project project(database);
  project.reach(tables("integer") + "views: {large: {definition: \"" + kLarge + "\"}}\n", "First");
  const std::string first = project.inspect();
  std::string renamed = tables("integer") + "views: {large: {definition: \"" + kLarge + "\"}}\n";
  renamed.replace(renamed.find("orders:"), 7, "purchases:\n    renamed_from: orders");
  renamed.replace(renamed.find("FROM orders"), 11, "FROM purchases");
  project.reach(renamed, "Purchases");
  EXPECT_EQ(value_of(database, "SELECT COUNT(*) FROM large"), "0");
  project.succeed({"downgrade", "-1"});
  EXPECT_EQ(project.inspect(), first);
}

}  // namespace
}  // namespace whimbrel::test
