// The SQL of every operation on every version, written out: what changes is seen in the diff.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "support/dialect_fixture.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/diff/model_context.h"
#include "whimbrel/ops/apply.h"
#include "whimbrel/ops/operation_codec.h"

namespace whimbrel::test {
namespace {

namespace fs = std::filesystem;

// The oldest release that is looked after, those that differ from it, and the newest.
std::vector<int> versions_of(const std::string& dialect) {
  if (dialect == "postgresql") return {11'000'000, 12'000'000, 15'000'000, 18'000'000};
  if (dialect == "sqlite") return {3'024'000, 3'025'000, 3'035'000, 3'040'000, 3'053'000};
  if (dialect == "mysql") return {8'000'016, 8'000'029, 9'007'000};
  return {10'005'002, 10'011'000, 11'008'000};
}

std::string version_text(int number) {
  return std::to_string(number / 1'000'000) + "." + std::to_string(number / 1'000 % 1'000);
}

std::string sql_of(const Operation& operation, const Schema& before, const Dialect& dialect,
                   int version) {
  ModelContext context(before, version);
  try {
    const Rendered rendered = dialect.renderer().render({&operation, 1}, context);
    if (const auto* reason = std::get_if<Unsupported>(&rendered))
      return "-- unsupported: " + reason->reason + "\n";
    std::string text;
    for (const Statement& each : std::get<std::vector<Statement>>(rendered)) {
      if (each.phase == Statement::Phase::before) text += "-- before the transaction: ";
      if (each.phase == Statement::Phase::outside) text += "-- outside of a transaction: ";
      if (each.phase == Statement::Phase::after) text += "-- after the transaction: ";
      if (!each.refuse_rows.empty()) text += "-- must give no row: ";
      text += each.sql + ";\n";
    }
    return text.empty() ? "-- nothing\n" : text;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::unsupported) throw;
    return "-- unsupported: " + error.message() + "\n";
  }
}

// One answer for all versions, or each that differs from the one before it.
std::string shown(const Operation& operation, const Schema& before, const Dialect& dialect) {
  std::string text = "-- " + summary(operation) + "\n";
  std::string last;
  for (const int version : versions_of(std::string(dialect.name()))) {
    std::string sql = sql_of(operation, before, dialect, version);
    if (sql == last) continue;
    if (!last.empty()) text += "-- from " + version_text(version) + " on:\n";
    text += sql;
    last = std::move(sql);
  }
  return text + "\n";
}

TEST(Golden, EveryOperationBecomesTheSqlThatIsWrittenDown) {
  const fs::path folder = fs::path(WHIMBREL_SOURCE_DIR) / "tests" / "golden";
  const std::string name = dialect_under_test();
  const Dialect& dialect = test_dialect(name);
  const Node document =
      parse_yaml(read_file(folder / "operations.yaml"), (folder / "operations.yaml").string());
  Schema before;
  const std::vector<Operation> setup =
      for_dialect(read_operations(*document.find("before"), "before"), name);
  ASSERT_EQ(whimbrel::apply(setup, before), std::nullopt);
  std::string text;
  for (const WrittenOperation& entry : read_operations(*document.find("operations"), "operations"))
    for (const Operation& each : entry.operations)
      text += shown(for_dialect(each, name), before, dialect);
  const fs::path golden = folder / (name + ".sql");
  if (std::getenv("WHIMBREL_RENEW_GOLDEN") != nullptr) write_file(golden, text);
  EXPECT_EQ(text, read_file(golden))
      << "if the change is wanted: WHIMBREL_RENEW_GOLDEN=1, and read the diff";
}

}  // namespace
}  // namespace whimbrel::test
