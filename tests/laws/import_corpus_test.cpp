// Real histories: after import and upgrade a database is what their own files make of it when the
// database's client reads them in order, and so on the way down and up again; a file that the
// server refuses is named with its place.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "support/shared_data.h"
#include "support/sql_history.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

namespace fs = std::filesystem;

/// The word that the histories use for the dialect under test.
std::string word() {
  return for_this_dialect(
      {{"sqlite", "sqlite"}, {"postgresql", "postgres"}, {"mysql", "mysql"}, {"mariadb", "mysql"}});
}

/// The version in front of the title.
std::string number_of(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.substr(0, name.find_first_of("_."));
}

/// Of `NAME.up.sql` and `NAME.WORD.up.sql` (or down) the one with the word of this database.
std::map<std::string, fs::path> chosen_by_word(const fs::path& folder, const std::string& ending) {
  std::map<std::string, fs::path> chosen;
  for (const fs::path& file : sorted_files(folder, ending)) {
    const std::string name = file.filename().string();
    const std::string stem = name.substr(0, name.find('.'));
    const std::string middle = name.substr(stem.size(), name.size() - stem.size() - ending.size());
    const bool own = middle.starts_with("." + word());
    const bool general = middle.empty() || middle == ".autocommit";
    if (own || (general && !chosen.contains(stem))) chosen[stem] = file;
  }
  return chosen;
}

std::vector<HistoryFile> files_by_word(const fs::path& folder) {
  std::vector<HistoryFile> files;
  const auto downs = chosen_by_word(folder, ".down.sql");
  for (const auto& [stem, up] : chosen_by_word(folder, ".up.sql")) {
    HistoryFile& file = files.emplace_back();
    file.name = number_of(up);
    file.up = read_file(up);
    file.transactional = up.string().find("autocommit") == std::string::npos;
    if (const auto down = downs.find(stem); down != downs.end())
      file.down = read_file(down->second);
  }
  return files;
}

/// `NAME.up.sql`, with `NAME.down.sql` where there is one. Files that share a number have their
/// whole names as ids.
std::vector<HistoryFile> plain_files(const fs::path& folder) {
  const std::vector<fs::path> ups = sorted_files(folder, ".up.sql");
  std::map<std::string, int> times;
  for (const fs::path& up : ups) ++times[number_of(up)];
  std::vector<HistoryFile> files;
  for (const fs::path& up : ups) {
    HistoryFile& file = files.emplace_back();
    const std::string number = number_of(up);
    file.name = times[number] == 1 ? number : up.stem().stem().string();
    file.up = read_file(up);
    const fs::path down = replaced(up.string(), ".up.sql", ".down.sql");
    if (fs::exists(down)) file.down = read_file(down);
  }
  return files;
}

/// The two parts of a goose file.
HistoryFile goose_file(const fs::path& file) {
  const std::string text = read_file(file);
  const size_t up = text.find("-- +goose Up");
  const size_t down = text.find("-- +goose Down");
  return {number_of(file), text.substr(up, down - up), text.substr(down),
          text.find("NO TRANSACTION") == std::string::npos};
}

/// V4_99_1__x.sql -> {4, 99, 1}
std::vector<long long> flyway_version(const fs::path& file) {
  const std::string name = file.filename().string();
  std::vector<long long> numbers;
  const std::string version = name.substr(1, name.find("__") - 1);
  for (const std::string_view each : split(version, '_'))
    numbers.push_back(std::stoll(std::string(each)));
  return numbers;
}

/// The id is the version with dots. Flyway itself sees what cannot run in a transaction.
HistoryFile flyway_file(const fs::path& file) {
  const std::string name = file.filename().string();
  std::string sql = read_file(file);
  const bool transactional = lower(sql).find("concurrently") == std::string::npos;
  return {replaced(name.substr(1, name.find("__") - 1), "_", "."), std::move(sql), std::nullopt,
          transactional};
}

TEST(ImportCorpus, OryKratosBecomesWhatItsOwnFilesMake) {
  const auto folder = shared_data("corpus/ory_kratos/migrations");
  if (!folder) return;
  expect_what_the_client_makes(
      {.files = files_by_word(*folder),
       .import = {"golang-migrate", folder->string(), "--dialect", "mysql=mysql,mariadb"}});
}

TEST(ImportCorpus, OryKetoBecomesWhatItsOwnFilesMake) {
  const auto folder = shared_data("corpus/ory_keto/internal/persistence/sql/migrations/sql");
  if (!folder) return;
  const std::string id = dialect_under_test() == "postgresql" ? "uuid" : "char(36)";
  expect_what_the_client_makes(
      {.files = files_by_word(*folder),
       .import = {"golang-migrate", folder->string(), "--dialect", "mysql=mysql,mariadb"},
       .first = "CREATE TABLE networks (id " + id + " NOT NULL PRIMARY KEY)"});
}

/// The history of gitness for one database with the names that the tool's documentation asks for:
/// a few end in `_up.sql` as shipped.
void renamed_gitness(const fs::path& from, const TemporaryFolder& to) {
  for (const fs::path& file : sorted_files(from, ".sql")) {
    std::string name = file.filename().string();
    for (const std::string direction : {"up", "down"})
      name = replaced(name, "_" + direction + ".sql", "." + direction + ".sql");
    to.write(name, read_file(file));
  }
}

/// Its first migration is about the table of the program that ran it.
SqlHistory gitness(const fs::path& folder, const TemporaryFolder& renamed) {
  const bool has_files = dialect_under_test() == "postgresql" || dialect_under_test() == "sqlite";
  renamed_gitness(folder / (has_files ? word() : "sqlite"), renamed);
  const std::string dialect = has_files ? dialect_under_test() : "sqlite";
  return {.files = has_files ? plain_files(renamed.path()) : std::vector<HistoryFile>(),
          .import = {"golang-migrate", dialect + "=" + renamed.path().string()},
          .first = "CREATE TABLE migrations (version varchar(255))"};
}

TEST(ImportCorpus, GitnessBecomesWhatItsOwnFilesMake) {
  const auto folder = shared_data("corpus/gitness/app/store/database/migrate");
  if (!folder) return;
  const TemporaryFolder renamed;
  expect_what_the_client_makes(gitness(*folder, renamed));
}

SqlHistory concourse(const fs::path& folder) {
  const bool has_files = dialect_under_test() == "postgresql";
  return {.files = has_files ? plain_files(folder) : std::vector<HistoryFile>(),
          .import = {"golang-migrate", "postgresql=" + folder.string()}};
}

TEST(ImportCorpus, ConcourseBecomesWhatItsOwnFilesMake) {
  const auto folder = shared_data("corpus/concourse/atc/db/migration/migrations");
  if (!folder) return;
  expect_what_the_client_makes(concourse(*folder));
}

TEST(ImportCorpus, OpenfgaBecomesWhatItsOwnFilesMake) {
  const auto folder = shared_data("corpus/openfga/assets/migrations");
  if (!folder) return;
  std::vector<HistoryFile> files;
  for (const fs::path& file : sorted_files(*folder / word(), ".sql"))
    files.push_back(goose_file(file));
  expect_what_the_client_makes({.files = std::move(files),
                                .import = {"goose", "mysql,mariadb=" + (*folder / "mysql").string(),
                                           "postgresql=" + (*folder / "postgres").string(),
                                           "sqlite=" + (*folder / "sqlite").string()}});
}

TEST(ImportCorpus, UaaBecomesWhatItsOwnFilesMake) {
  const auto folder =
      shared_data("corpus/uaa/server/src/main/resources/org/cloudfoundry/identity/uaa/db");
  if (!folder) return;
  std::vector<HistoryFile> files;
  if (dialect_under_test() != "sqlite") {
    auto paths = sorted_files(*folder / (word() == "postgres" ? "postgresql" : "mysql"), ".sql");
    std::sort(paths.begin(), paths.end(), [](const fs::path& a, const fs::path& b) {
      return flyway_version(a) < flyway_version(b);
    });
    for (const fs::path& file : paths) files.push_back(flyway_file(file));
  }
  expect_what_the_client_makes(
      {.files = std::move(files),
       .import = {"flyway", "mysql,mariadb=" + (*folder / "mysql").string(),
                  "postgresql=" + (*folder / "postgresql").string()}});
}

}  // namespace
}  // namespace whimbrel::test
