// The safe ways on the pages of docs/rules/ are migrations that the database carries out.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/rule_page.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

constexpr const char* kRows = R"(
INSERT INTO customers (id, email, name, phone) VALUES (1, 'ada@example.org', 'Ada', '1');
INSERT INTO customers (id, email, name, phone) VALUES (2, 'bo@example.org', 'Bo', '2');
INSERT INTO orders (id, customer_id, total, status, note, placed_at)
  VALUES (1, 1, 10, 'new', 'soon', '2026-11-20 10:00:00');
INSERT INTO orders (id, customer_id, total, status, placed_at)
  VALUES (2, 2, 20, 'shipped', '2026-11-21 10:00:00');
INSERT INTO shipments (id, order_id, tracking, weight) VALUES (1, 1, 'A1', 300);
INSERT INTO shipments (id, order_id, tracking, weight) VALUES (2, 2, 'A2', 400);
INSERT INTO visits (visit, page, customer_id) VALUES (1, '/', 1);
INSERT INTO visits (visit, page, customer_id) VALUES (2, '/orders', 2);
)";

bool is_for(const RuleExample& example, const std::string& dialect) {
  return !example.found && std::find(example.dialects.begin(), example.dialects.end(), dialect) !=
                               example.dialects.end();
}

class RuleExamples : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(RuleExamples, SafeWaysRunOnTablesWithRows) {
  const std::string base = read_rule_base();
  for (const RuleExample& example : read_rule_page(GetParam()).examples) {
    if (!is_for(example, dialect_under_test())) continue;
    SCOPED_TRACE(GetParam().filename().string() + ":" + std::to_string(example.line));
    const FreshDatabase database;
    Project project(database);
    add_example(project, base, example);
    project.succeed({"upgrade", "shop"});
    run_script(database, kRows);
    project.succeed({"upgrade", "head"});
    project.succeed({"downgrade", "shop"});
  }
}

INSTANTIATE_TEST_SUITE_P(Page, RuleExamples, ::testing::ValuesIn(rule_page_files()),
                         [](const auto& info) {
                           return replaced(info.param.stem().string(), "-", "_");
                         });

}  // namespace
}  // namespace whimbrel::test
