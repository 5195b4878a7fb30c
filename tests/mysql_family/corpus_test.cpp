// Real schemas: what is read of each, made in an empty database, is the same model, and the server
// says the same of every object.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "mysql_family/family_database.h"
#include "support/shared_data.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

using ::testing::IsEmpty;

// The scripts below a folder, in the order in which they are applied; a number in a name counts as
// a number.
std::vector<std::filesystem::path> scripts(const std::filesystem::path& folder,
                                           std::string_view ending) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().string().ends_with(ending)) files.push_back(entry.path());
  const auto key = [](const std::filesystem::path& path) {
    std::string padded;
    std::string digits;
    for (const char c : path.string() + "/") {
      if (c >= '0' && c <= '9') {
        digits += c;
        continue;
      }
      if (!digits.empty())
        padded += std::string(20 - std::min<std::size_t>(digits.size(), 19), '0');
      padded += digits + c;
      digits.clear();
    }
    return padded;
  };
  std::sort(files.begin(), files.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  return files;
}

void expect_same_elsewhere(FamilyDatabase& database, std::size_t tables, std::size_t objects) {
  const Schema schema = database.read();
  EXPECT_GE(schema.tables.size(), tables);
  EXPECT_GE(schema.objects.size(), objects);
  EXPECT_THAT(schema.unsupported, IsEmpty());
  FamilyDatabase copy;
  copy.run(creation_of(schema));
  EXPECT_EQ(text_of(copy.read()), text_of(schema));
  EXPECT_EQ(copy.definitions(), database.definitions());
}

void run_history(const std::string& folder, std::string_view ending, std::size_t tables) {
  const auto path = shared_data("corpus/" + folder);
  if (!path) return;
  FamilyDatabase database;
  for (const auto& file : scripts(*path, ending)) {
    SCOPED_TRACE(file.filename().string());
    ASSERT_NO_THROW(database.script(read_file(file)));
  }
  expect_same_elsewhere(database, tables, 0);
}

TEST(FamilyCorpus, KeepsCadence) {
  run_history("cadence/schema/mysql/v8/cadence/versioned", ".sql", 20);
}

TEST(FamilyCorpus, KeepsUmami) {
  // One of its files calls a function that MariaDB has not.
  if (dialect_under_test() == "mysql") run_history("umami/v2.20.2/db/mysql", ".sql", 8);
}

TEST(FamilyCorpus, KeepsUaa) {
  // One of its files changes the type of a column that a foreign key uses, which MariaDB refuses.
  if (dialect_under_test() == "mysql")
    run_history("uaa/server/src/main/resources/org/cloudfoundry/identity/uaa/db/mysql", ".sql", 15);
}

TEST(FamilyCorpus, KeepsKea) {
  const auto file = shared_data("corpus/kea/scripts/mysql/dhcpdb_create.mysql");
  if (!file) return;
  FamilyDatabase database;
  // It is written for MariaDB's client, without a strict mode.
  if (database.is("mysql")) return;
  database.execute("SET SESSION sql_mode = ''");
  ASSERT_NO_THROW(database.script(read_file(*file)));
  database.execute(
      "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,"
      "NO_ENGINE_SUBSTITUTION'");
  expect_same_elsewhere(database, 50, 80);
}

}  // namespace
}  // namespace whimbrel::test
