// docs/types.md: its table says what becomes of each portable type on the database under test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "support/project.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr const char* kRefused = "refused";

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> result;
  for (const std::string_view cell : split(line, '|')) result.emplace_back(trimmed(cell));
  return result;
}

/// The portable type and what the page says of it for the dialect under test.
std::map<std::string, std::string> documented_types() {
  std::map<std::string, std::string> types;
  std::size_t column = 0;
  const std::string page = read_file(std::string(WHIMBREL_SOURCE_DIR) + "/docs/types.md");
  for (const std::string_view line : split(page, '\n')) {
    const std::vector<std::string> row = cells(std::string(line));
    if (column == 0 && row.size() > 2 && row[1] == "portable") {
      while (column < row.size() && row[column] != dialect_under_test()) ++column;
    } else if (column != 0) {
      if (row.size() <= column) break;
      if (row[1].find("---") == std::string::npos) types.emplace(row[1], row[column]);
    }
  }
  return types;
}

TEST(PortableTypes, AreWhatThePageSays) {
  const FreshDatabase database;
  const auto connection = database.connect();
  const auto types = documented_types();
  ASSERT_THAT(types, SizeIs(23));
  for (const auto& [portable, documented] : types) {
    const auto native = database.dialect().types().native(SqlType(portable), connection->server());
    const auto* text = std::get_if<std::string>(&native);
    EXPECT_EQ(text == nullptr ? kRefused : *text, documented) << portable;
  }
}

TEST(PortableTypes, ReachTheDatabaseAndAreReadBackWithoutADifference) {
  const FreshDatabase database;
  Project project(database);
  std::string schema =
      "tables:\n  t:\n    columns:\n      id: {type: integer, primary_key: true}\n";
  int number = 0;
  for (const auto& [portable, documented] : documented_types())
    if (documented != kRefused)
      schema += "      c" + std::to_string(++number) + ": {type: \"" + portable + "\"}\n";
  project.reach(schema);
}

TEST(PortableTypes, ThatADatabaseLacksAreRefusedByName) {
  const FreshDatabase database;
  Project project(database);
  for (const auto& [portable, documented] : documented_types()) {
    if (documented != kRefused) continue;
    project.want("tables: {t: {columns: {c: {type: \"" + portable + "\"}}}}\n");
    const CommandResult result = project.run({"check"});
    EXPECT_NE(result.exit_code, 0) << portable;
    EXPECT_THAT(result.err, HasSubstr(portable.substr(0, portable.find_first_of("(["))));
  }
}

}  // namespace
}  // namespace whimbrel::test
