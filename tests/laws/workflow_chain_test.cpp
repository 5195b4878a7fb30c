// Long chains of foreign keys: no step of the daily work may follow them with the call stack, or
// look at every pair of tables.
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

constexpr int kTables = 400;

std::string table_name(int number) {
  const std::string digits = std::to_string(number);
  return "t" + std::string(4 - digits.size(), '0') + digits;
}

// Every table refers to the one whose name comes after its own, so that names give no order.
std::string chain() {
  std::string schema = "tables:\n";
  for (int i = 0; i < kTables; ++i) {
    schema +=
        "  " + table_name(i) + ":\n    columns:\n      id: {type: integer, primary_key: true}\n";
    if (i + 1 == kTables) continue;
    schema += "      next_id: {type: integer}\n    foreign_keys:\n      fk_" + table_name(i) +
              ": {columns: [next_id], references: {table: " + table_name(i + 1) +
              ", columns: [id]}}\n";
  }
  return schema;
}

TEST(WorkflowChain, GoesUpAndDownAndUpAgain) {
  const FreshDatabase database;
  Project project(database);
  project.reach(chain(), "Chain");
  EXPECT_EQ(all_rows(database).size(), static_cast<std::size_t>(kTables));
  project.succeed({"downgrade", "base"});
  EXPECT_TRUE(all_rows(database).empty());
  project.succeed({"upgrade", "head"});
  project.succeed({"check"});
}

}  // namespace
}  // namespace whimbrel::test
