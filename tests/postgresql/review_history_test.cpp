// Whole histories, read and replayed on the model, beside the same histories on the server.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "postgresql/live_schema.h"
#include "postgresql/replay.h"
#include "support/shared_data.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/dialect/sql_splitter.h"

namespace whimbrel::test {
namespace {

using std::filesystem::path;

struct History {
  const char* folder;
  const char* ending;  ///< of the files of the way up
};

void PrintTo(const History& history, std::ostream* out) { *out << history.folder; }

// The files of the way up in order. Where there is one for this database, the general one of the
// same name is for the others.
std::vector<path> files_of(const path& folder, const std::string& ending) {
  std::vector<path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().string();
    if (!name.ends_with(ending)) continue;
    const std::string stem = name.substr(0, name.size() - ending.size());
    const bool is_for_another =
        stem.ends_with(".mysql") || stem.ends_with(".sqlite3") || stem.ends_with(".cockroach");
    if (is_for_another || std::filesystem::exists(stem + ".postgres" + ending)) continue;
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::set<std::string> parts_of(const Table& table) {
  std::set<std::string> parts;
  for (const Column& column : table.columns)
    parts.insert("column " + column.name.text() + " " + column.type.text +
                 (column.autoincrement ? " counts" : ""));
  // The server cuts names, which a review wants to see whole; and a primary key keeps the name that
  // it got from an earlier name of its table.
  constexpr std::size_t kLongest = 63;
  for (const Constraint& each : constraints_of(table))
    parts.insert(kind_of(each) == ConstraintKind::primary_key
                     ? "primary key"
                     : "constraint " + name_of(each).text().substr(0, kLongest));
  for (const Index& each : table.indexes)
    parts.insert("index " + each.name.text().substr(0, kLongest));
  return parts;
}

class PostgresqlHistory : public testing::TestWithParam<History> {
 protected:
  // Runs a script on the server and reads those of its statements that the server takes.
  void run(const path& file) {
    replay_.begin();
    for (const ScriptStatement& each : split_script(read_file(file), postgresql().syntax())) {
      if (each.client_command) continue;
      try {
        connection_->execute(each.text);
      } catch (const Error&) {
        ++refused_;
        continue;
      }
      ++statements_;
      replay_.read(each.text);
    }
  }

  FreshDatabase database_{"postgresql"};
  std::unique_ptr<Connection> connection_ = database_.connect();
  Replay replay_;
  int statements_ = 0;
  int refused_ = 0;
};

TEST_P(PostgresqlHistory, LeadsTheModelWhereItLeadsTheServer) {
  const auto folder = shared_data(std::string("corpus/") + GetParam().folder);
  if (!folder) return;
  for (const path& file : files_of(*folder, GetParam().ending)) run(file);
  const Schema server = read_schema(*connection_);
  ASSERT_GT(server.tables.size(), 0u);
  std::cout << GetParam().folder << ": " << statements_ << " statements (" << refused_
            << " refused by the server), " << server.tables.size() << " tables\n";
  for (const auto& [name, table] : server.tables) {
    const Table* replayed = replay_.schema().table(name);
    if (replayed == nullptr) {
      ADD_FAILURE() << name.text() << " is missing";
      continue;
    }
    std::set<std::string> expected = parts_of(table);
    std::set<std::string> actual = parts_of(*replayed);
    std::vector<std::string> missing;
    std::vector<std::string> extra;
    std::set_difference(expected.begin(), expected.end(), actual.begin(), actual.end(),
                        std::back_inserter(missing));
    std::set_difference(actual.begin(), actual.end(), expected.begin(), expected.end(),
                        std::back_inserter(extra));
    EXPECT_EQ(missing, std::vector<std::string>()) << name.text();
    // What an heir has from its parents stands with them; SQL may list it again.
    if (!table.inherits.empty()) continue;
    EXPECT_EQ(extra, std::vector<std::string>()) << name.text();
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, PostgresqlHistory,
    testing::Values(History{"gitness/app/store/database/migrate/postgres", ".up.sql"},
                    History{"ory_kratos/migrations", ".up.sql"},
                    History{"ory_keto/internal/persistence/sql/migrations/sql", ".up.sql"},
                    History{"concourse/atc/db/migration/migrations", ".up.sql"},
                    History{"chirpstack/chirpstack/migrations_postgres", "/up.sql"},
                    History{"umami/v2.20.2/db/postgresql/migrations", ".sql"},
                    History{"umami/prisma/migrations", ".sql"}),
    [](const auto& info) {
      std::string name;
      for (const char c : std::string(info.param.folder))
        if (std::isalnum(static_cast<unsigned char>(c))) name += c;
      return name;
    });

}  // namespace
}  // namespace whimbrel::test
