// Real histories: after import and upgrade a database is what their own files make of it when the
// database's client reads them in order, and a file that the server refuses is the one that is
// named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/client_script.h"
#include "support/project.h"
#include "support/shared_data.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// The word that the histories use for the dialect under test.
std::string word() {
  return for_this_dialect(
      {{"sqlite", "sqlite"}, {"postgresql", "postgres"}, {"mysql", "mysql"}, {"mariadb", "mysql"}});
}

/// A history and what comes of it.
struct History {
  std::vector<ClientFile> files;  ///< the tool's own, in its order
  Arguments import;
  std::string first = {};  ///< SQL that the application runs before its migrations
  bool goes_back = false;  ///< every file has a way down
  bool for_this = true;    ///< the application supports this database
};

std::vector<fs::path> sorted_files(const fs::path& folder, std::string_view ending) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().ends_with(ending)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// The version in front of the title.
std::string number_of(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.substr(0, name.find_first_of("_."));
}

/// Of `NAME.up.sql` and `NAME.WORD.up.sql` the one with the word of this database.
std::vector<ClientFile> files_by_word(const fs::path& folder) {
  std::map<std::string, ClientFile> chosen;
  for (const fs::path& file : sorted_files(folder, ".up.sql")) {
    const std::string name = file.filename().string();
    const std::string stem = name.substr(0, name.find('.'));
    const std::string middle = name.substr(stem.size(), name.size() - stem.size() - 7);
    const bool own = middle.starts_with("." + word());
    const bool general = middle.empty() || middle == ".autocommit";
    if (!own && (!general || chosen.contains(stem))) continue;
    chosen[stem] = {number_of(file), read_file(file),
                    middle.find("autocommit") == std::string::npos};
  }
  std::vector<ClientFile> files;
  for (auto& [stem, file] : chosen) files.push_back(std::move(file));
  return files;
}

std::vector<ClientFile> plain_files(const fs::path& folder, std::string_view ending) {
  std::vector<ClientFile> files;
  for (const fs::path& file : sorted_files(folder, ending))
    files.push_back({number_of(file), read_file(file)});
  return files;
}

std::string objects_but_own(const FreshDatabase& database) {
  std::string text;
  for (const std::string& each : all_objects(database))
    if (each.find("whimbrel_") == std::string::npos) text += each + "\n";
  return text;
}

/// Everything that can be compared of a database.
std::string picture(const FreshDatabase& database) {
  return Project(database).inspect() + objects_but_own(database);
}

void import(Project& project, const Arguments& arguments) {
  Arguments all = {"import"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  project.succeed(all);
  const auto files = project.revision_files();
  project.succeed(all);
  EXPECT_EQ(project.revision_files(), files) << "a second import changes nothing";
}

void expect_what_the_client_makes(const History& history) {
  const FreshDatabase theirs;
  const FreshDatabase ours;
  Project project(ours);
  import(project, history.import);
  if (!history.for_this) {
    EXPECT_THAT(project.expect(2, {"upgrade", "heads"}).err,
                HasSubstr("no upgrade section for " + dialect_under_test()));
    return;
  }
  run_script(theirs, history.first);
  run_script(ours, history.first);
  const std::string before = picture(ours);
  const size_t accepted = run_through_client(theirs, history.files);
  const CommandResult upgrade = project.run({"upgrade", "heads"});
  if (accepted == history.files.size()) {
    EXPECT_EQ(upgrade.exit_code, 0) << upgrade.err;
  } else {
    EXPECT_EQ(upgrade.exit_code, 1);
    EXPECT_THAT(upgrade.err, HasSubstr("upgrading to revision " + history.files[accepted].name));
    EXPECT_THAT(upgrade.err, testing::ContainsRegex("error: migrations/[^ ]*\\.sql:[0-9]+"));
  }
  EXPECT_EQ(picture(ours), picture(theirs));
  if (!history.goes_back || upgrade.exit_code != 0) return;
  project.succeed({"downgrade", "base"});
  EXPECT_EQ(picture(ours), before);
}

/// The part of a goose file between Up and Down.
ClientFile goose_up(const fs::path& file) {
  const std::string text = read_file(file);
  const size_t begin = text.find("-- +goose Up");
  return {number_of(file), text.substr(begin, text.find("-- +goose Down") - begin),
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
ClientFile flyway_file(const fs::path& file) {
  const std::string name = file.filename().string();
  std::string sql = read_file(file);
  const bool transactional = lower(sql).find("concurrently") == std::string::npos;
  return {replaced(name.substr(1, name.find("__") - 1), "_", "."), std::move(sql), transactional};
}

TEST(ImportCorpus, OryKratosBecomesWhatItsOwnFilesMake) {
  const auto folder = shared_data("corpus/ory_kratos/migrations");
  if (!folder) return;
  expect_what_the_client_makes(
      {.files = files_by_word(*folder),
       .import = {"golang-migrate", folder->string(), "--dialect", "mysql=mysql,mariadb"},
       .goes_back = true});
}

TEST(ImportCorpus, OryKetoBecomesWhatItsOwnFilesMake) {
  const auto folder = shared_data("corpus/ory_keto/internal/persistence/sql/migrations/sql");
  if (!folder) return;
  const std::string id = dialect_under_test() == "postgresql" ? "uuid" : "char(36)";
  expect_what_the_client_makes(
      {.files = files_by_word(*folder),
       .import = {"golang-migrate", folder->string(), "--dialect", "mysql=mysql,mariadb"},
       .first = "CREATE TABLE networks (id " + id + " NOT NULL PRIMARY KEY)",
       .goes_back = true});
}

/// The history of gitness for one database with the names that the tool's documentation asks for:
/// a few end in `_up.sql` as shipped.
std::string renamed_gitness(const fs::path& from, const TemporaryFolder& to) {
  for (const fs::path& file : sorted_files(from, ".sql")) {
    std::string name = file.filename().string();
    for (const std::string direction : {"up", "down"})
      name = replaced(name, "_" + direction + ".sql", "." + direction + ".sql");
    to.write(name, read_file(file));
  }
  return to.path().string();
}

TEST(ImportCorpus, GitnessBecomesWhatItsOwnFilesMake) {
  const auto folder = shared_data("corpus/gitness/app/store/database/migrate");
  if (!folder) return;
  const bool has_files = dialect_under_test() == "postgresql" || dialect_under_test() == "sqlite";
  const TemporaryFolder renamed;
  const std::string files = renamed_gitness(*folder / (has_files ? word() : "sqlite"), renamed);
  const std::string dialect = has_files ? dialect_under_test() : "sqlite";
  // Its first migration is about the table of the program that ran it.
  expect_what_the_client_makes({.files = plain_files(files, ".up.sql"),
                                .import = {"golang-migrate", dialect + "=" + files},
                                .first = "CREATE TABLE migrations (version varchar(255))",
                                .for_this = has_files});
}

TEST(ImportCorpus, ConcourseBecomesWhatItsOwnFilesMake) {
  const auto folder = shared_data("corpus/concourse/atc/db/migration/migrations");
  if (!folder) return;
  expect_what_the_client_makes({.files = plain_files(*folder, ".up.sql"),
                                .import = {"golang-migrate", "postgresql=" + folder->string()},
                                .for_this = dialect_under_test() == "postgresql"});
}

TEST(ImportCorpus, OpenfgaBecomesWhatItsOwnFilesMake) {
  const auto folder = shared_data("corpus/openfga/assets/migrations");
  if (!folder) return;
  std::vector<ClientFile> files;
  for (const fs::path& file : sorted_files(*folder / word(), ".sql"))
    files.push_back(goose_up(file));
  expect_what_the_client_makes({.files = std::move(files),
                                .import = {"goose", "mysql,mariadb=" + (*folder / "mysql").string(),
                                           "postgresql=" + (*folder / "postgres").string(),
                                           "sqlite=" + (*folder / "sqlite").string()},
                                .goes_back = true});
}

TEST(ImportCorpus, UaaBecomesWhatItsOwnFilesMake) {
  const auto folder =
      shared_data("corpus/uaa/server/src/main/resources/org/cloudfoundry/identity/uaa/db");
  if (!folder) return;
  const bool has_files = dialect_under_test() != "sqlite";
  std::vector<ClientFile> files;
  if (has_files) {
    auto paths = sorted_files(*folder / (word() == "postgres" ? "postgresql" : "mysql"), ".sql");
    std::sort(paths.begin(), paths.end(), [](const fs::path& a, const fs::path& b) {
      return flyway_version(a) < flyway_version(b);
    });
    for (const fs::path& file : paths) files.push_back(flyway_file(file));
  }
  expect_what_the_client_makes(
      {.files = std::move(files),
       .import = {"flyway", "mysql,mariadb=" + (*folder / "mysql").string(),
                  "postgresql=" + (*folder / "postgresql").string()},
       .for_this = has_files});
}

}  // namespace
}  // namespace whimbrel::test
