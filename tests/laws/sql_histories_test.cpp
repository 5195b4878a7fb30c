// Real histories as SQL migrations, header lines put before each file's text: the tool makes of
// them what the database's own client makes of the same files.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/shared_data.h"
#include "support/sql_history.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

namespace fs = std::filesystem;

std::string id_of(std::string_view path) {
  std::string id;
  for (const char c : path) id += c == '/' || c == '.' ? '_' : c;
  return id;
}

/// The folders of `folder`, sorted by the numbers in their names: 0.9 stands before 0.10.
std::vector<fs::path> folders_by_version(const fs::path& folder) {
  std::vector<std::pair<std::vector<int>, fs::path>> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!entry.is_directory()) continue;
    std::vector<int> numbers;
    const std::string name = replaced(entry.path().filename().string(), "v", "");
    for (const std::string_view part : split(name, '.'))
      numbers.push_back(std::stoi(std::string(part)));
    found.emplace_back(numbers, entry.path());
  }
  std::sort(found.begin(), found.end());
  std::vector<fs::path> folders;
  for (auto& [numbers, path] : found) folders.push_back(std::move(path));
  return folders;
}

// Of chirpstack each step is a folder with an up.sql and a down.sql.
TEST(SqlHistories, ChirpstackIsWhatTheClientMakesOfIt) {
  const auto folder = shared_data("corpus/chirpstack/chirpstack");
  if (!folder) return;
  const std::string name =
      "migrations_" + (dialect_under_test() == "postgresql" ? "postgres" : dialect_under_test());
  SqlHistory history;
  if (fs::exists(*folder / name)) {
    std::vector<fs::path> steps;
    for (const auto& entry : fs::directory_iterator(*folder / name))
      if (entry.is_directory()) steps.push_back(entry.path());
    std::sort(steps.begin(), steps.end());
    for (const fs::path& step : steps)
      history.files.push_back({id_of(step.filename().string()), read_file(step / "up.sql"),
                               read_file(step / "down.sql")});
  }
  // Its tables use operators of an extension that its users install beforehand.
  if (dialect_under_test() == "postgresql") history.first = "CREATE EXTENSION pg_trgm";
  expect_what_the_client_makes(history);
}

/// `versioned/vN/*.sql`, each version once.
SqlHistory cadence(const fs::path& versioned) {
  SqlHistory history;
  for (const fs::path& version : folders_by_version(versioned))
    for (const fs::path& file : sorted_files(version, ".sql"))
      history.files.push_back({id_of(version.filename().string()), read_file(file)});
  return history;
}

TEST(SqlHistories, CadenceIsWhatTheClientMakesOfIt) {
  const auto folder = shared_data("corpus/cadence/schema");
  if (!folder) return;
  const std::string word = for_this_dialect(
      {{"postgresql", "postgres"}, {"mysql", "mysql/v8"}, {"mariadb", "mysql/v8"}, {"sqlite", ""}});
  for (const std::string part : {"cadence", "visibility"})
    expect_what_the_client_makes(word.empty() ? SqlHistory()
                                              : cadence(*folder / word / part / "versioned"));
}

// The steps begin behind a schema that is a file of its own.
TEST(SqlHistories, MemosIsWhatTheClientMakesOfIt) {
  const auto corpus = shared_data("corpus");
  if (!corpus) return;
  const std::string word = for_this_dialect({{"postgresql", "postgres/v0.18.0"},
                                             {"mysql", "mysql/v0.16.0"},
                                             {"mariadb", "mysql/v0.16.0"},
                                             {"sqlite", "sqlite/v0.2.0"}});
  SqlHistory history;
  history.files.push_back({"start", read_file(*corpus / "memos_evolution" / (word + ".sql"))});
  const fs::path steps = *corpus / "memos/store/migration" / fs::path(word).parent_path();
  for (const fs::path& version : folders_by_version(steps))
    for (const fs::path& file : sorted_files(version, ".sql"))
      history.files.push_back(
          {id_of(version.filename().string() + "_" + file.stem().string()), read_file(file)});
  expect_what_the_client_makes(history);
}

// One file of 5,000 lines with triggers, procedures and DELIMITER, and another that drops it all.
TEST(SqlHistories, KeaIsWhatTheClientMakesOfIt) {
  const auto folder = shared_data("corpus/kea/scripts");
  if (!folder) return;
  const std::string word = for_this_dialect(
      {{"postgresql", "pgsql"}, {"mysql", "mysql"}, {"mariadb", "mysql"}, {"sqlite", ""}});
  SqlHistory history;
  if (!word.empty()) {
    const fs::path scripts = *folder / word;
    // The one for PostgreSQL begins and commits a transaction of its own.
    history.files.push_back({"kea", read_file(scripts / ("dhcpdb_create." + word)),
                             read_file(scripts / ("dhcpdb_drop." + word)), false});
  }
  expect_what_the_client_makes(history);
}

}  // namespace
}  // namespace whimbrel::test
