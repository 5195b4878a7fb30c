// Every kind of change that autogenerate covers, in both directions.
#include <gtest/gtest.h>

#include "support/project.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

// The words in {} are what a change replaces.
constexpr const char* kShop = R"yaml(tables:
  owners:
    columns:
      id: {type: integer, primary_key: true, autoincrement: true}
      name: {type: varchar(40), nullable: false}
      code: {type: varchar(20), nullable: false}
  items:
    columns:
      id: {type: integer, nullable: false}
      place: {type: integer, nullable: false}
      owner_id: {type: integer}
      above_id: {type: integer}
      name: {type: varchar(40), nullable: false}
      price: {type: "numeric(8,2)", nullable: false, default: 1.5}
      kind: {type: varchar(10)}
      note: {type: varchar(50)}
      done: {type: boolean, nullable: false, default: false}
      made_at: {type: timestamp, nullable: false, default: {expression: CURRENT_TIMESTAMP}}
    primary_key: [id]
    unique:
      uq_items_place: [place]
    checks:
      ck_items_price: "price >= 0"
    foreign_keys:
      fk_items_owner: {columns: [owner_id], references: {table: owners, columns: [id]}}
    indexes:
      ix_items_kind: {columns: [kind]}
)yaml";
constexpr const char* kRows = R"(
INSERT INTO owners (name, code) VALUES ('Mira', 'm1'), ('O''Hara', 'o2');
INSERT INTO items (id, place, owner_id, name, price, kind)
  SELECT 7, 1, id, 'Low "Water"', 12.25, 'lp' FROM owners WHERE name = 'Mira';
INSERT INTO items (id, place, name) VALUES (8, 2, 'Nobody''s');
)";
// What no change of this file touches.
constexpr const char* kLasting[] = {
    "SELECT count(*) FROM owners", "SELECT name FROM owners WHERE code = 'o2'",
    "SELECT count(*) FROM items", "SELECT name FROM items WHERE id = 7",
    "SELECT name FROM items WHERE place = 2"};

/// One place of the schema that reads in two ways.
struct Change {
  const char* title;
  std::string from;
  std::string to;
};

void PrintTo(const Change& change, std::ostream* out) { *out << change.title; }

class WorkflowChange : public ::testing::TestWithParam<Change> {
 protected:
  std::string first() const { return kShop; }
  std::string second() const {
    const std::string text = replaced(kShop, GetParam().from, GetParam().to);
    EXPECT_NE(text, kShop) << "the change changes nothing";
    return text;
  }

  std::vector<std::string> lasting_values() const {
    std::vector<std::string> values;
    for (const char* query : kLasting) values.push_back(value_of(database_, query));
    return values;
  }

  /// From one schema to the other and back, with rows in between that stay.
  void expect_both_ways(const std::string& from, const std::string& to) {
    project_.reach(from, "Before");
    run_script(database_, kRows);
    const std::string before = project_.inspect();
    const std::vector<std::string> values = lasting_values();
    project_.reach(to, "The change");
    EXPECT_NE(project_.inspect(), before);
    EXPECT_EQ(lasting_values(), values);
    project_.succeed({"downgrade", "-1"});
    EXPECT_EQ(project_.inspect(), before);
    EXPECT_EQ(lasting_values(), values);
    project_.want(from);
    project_.succeed({"check"});
  }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_P(WorkflowChange, IsMadeAndTakenBack) { expect_both_ways(first(), second()); }
TEST_P(WorkflowChange, TheOtherWayRoundIsMadeAndTakenBack) { expect_both_ways(second(), first()); }

const std::vector<Change> kChanges = {
    {"ATable", "tables:\n",
     "tables:\n  tags:\n    columns:\n      id: {type: uuid, primary_key: true}\n"
     "      item_id: {type: integer, references: {table: items, column: id}}\n"
     "      above: {type: uuid, references: {table: tags, column: id, on_delete: set_null}}\n"},
    // At the end of its table: a column that comes back comes back as the last.
    {"AColumn", "    primary_key: [id]", "      lyrics: {type: text}\n    primary_key: [id]"},
    {"AColumnThatIsNotNull", "    primary_key: [id]",
     "      stock: {type: bigint, nullable: false, default: 3}\n    primary_key: [id]"},
    {"TheLengthOfAColumn", "kind: {type: varchar(10)}", "kind: {type: varchar(30)}"},
    {"TheTypeOfAColumn", "note: {type: varchar(50)}", "note: {type: text}"},
    {"TheTypeOfANumber", "place: {type: integer,", "place: {type: bigint,"},
    {"ThePrecisionOfANumber", "numeric(8,2)", "numeric(12,4)"},
    {"TheTypeOfAColumnWithADefault", "\"numeric(8,2)\"", "double precision"},
    {"Nullability", "made_at: {type: timestamp, nullable: false,", "made_at: {type: timestamp,"},
    {"ADefault", "kind: {type: varchar(10)}", "kind: {type: varchar(10), default: \"it's\"}"},
    {"TheValueOfADefault", "default: 1.5", "default: 2.75"},
    {"ADefaultThatIsAnExpression", "default: {expression: CURRENT_TIMESTAMP}",
     "default: \"2024-05-06 07:08:09\""},
    {"ThePrimaryKey", "primary_key: [id]", "primary_key: [id, place]"},
    {"AUniqueConstraint", "uq_items_place: [place]",
     "uq_items_place: [place]\n      uq_items_name: [name, place]"},
    {"TheColumnsOfAUniqueConstraint", "uq_items_place: [place]", "uq_items_place: [place, name]"},
    {"ACheck", "ck_items_price: \"price >= 0\"",
     "ck_items_price: \"price >= 0\"\n      ck_items_kind: \"kind <> 'tape'\""},
    {"TheConditionOfACheck", "\"price >= 0\"", "\"price > 0 AND price < 1000\""},
    {"AForeignKey", "    foreign_keys:\n",
     "    foreign_keys:\n      fk_items_above: {columns: [above_id], references: {table: items, "
     "columns: [id]}, on_delete: cascade}\n"},
    {"TheActionOfAForeignKey", "columns: [id]}}", "columns: [id]}, on_delete: set_null}"},
    {"AnIndex", "ix_items_kind: {columns: [kind]}",
     "ix_items_kind: {columns: [kind]}\n      ix_items_name: {columns: [name]}"},
    {"TheColumnsOfAnIndex", "ix_items_kind: {columns: [kind]}",
     "ix_items_kind: {columns: [kind, name]}"},
    {"TheUniquenessOfAnIndex", "ix_items_kind: {columns: [kind]}",
     "ix_items_kind: {columns: [kind], unique: true}"},
};

// A server may spell its own text of an expression anew when it is given it back, as it happens
// to what is dropped and comes back. It still means what the schema says.
TEST(WorkflowChanges, ACheckThatComesBackInTheServersOwnWordsIsNoDifference) {
  const FreshDatabase database;
  Project project(database);
  const std::string with_list =
      replaced(kShop, "\"price >= 0\"", "\"kind IN ('lp', 'cd') OR price BETWEEN 1 AND 2\"");
  project.reach(with_list, "With the check");
  project.reach(replaced(kShop, "ck_items_price", "ck_items_other"), "Without it");
  project.succeed({"downgrade", "-1"});
  project.want(with_list);
  project.succeed({"check"});
  project.succeed({"upgrade"});
  project.succeed({"downgrade", "-1"});
  project.succeed({"check"});
}

INSTANTIATE_TEST_SUITE_P(, WorkflowChange, ::testing::ValuesIn(kChanges),
                         [](const auto& info) { return std::string(info.param.title); });

}  // namespace
}  // namespace whimbrel::test
