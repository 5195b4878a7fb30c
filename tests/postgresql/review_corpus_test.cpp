// Real migrations through the reader.
#include <gtest/gtest.h>

#include <filesystem>

#include "postgresql/live_schema.h"
#include "postgresql/replay.h"
#include "support/shared_data.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_splitter.h"

namespace whimbrel::test {
namespace {

struct Count {
  int statements = 0;
  int unread = 0;
  int refused = 0;  ///< by the parser
  std::map<std::string, int> reasons;
};

// Of the histories that serve several databases, the files that this one would be given.
bool is_ours(const std::filesystem::path& file) {
  const std::string path = lower(file.string());
  if (file.extension() != ".sql") return false;
  for (const char* other : {"mysql", "sqlite", "sqlserver", "hsqldb", "cockroach", "mariadb",
                            "/templates/", "namespace_migrations"})
    if (path.find(other) != std::string::npos) return false;
  // Where there is one for this database, the general file of that name is for the others.
  const std::size_t way = file.string().find(".up.sql");
  return way == std::string::npos ||
         !std::filesystem::exists(file.string().substr(0, way) + ".postgres.up.sql");
}

void read_file_of_statements(const std::filesystem::path& file, Count& count) {
  const std::string script = read_file(file);
  const Schema nothing;
  for (const ScriptStatement& statement : split_script(script, postgresql().syntax())) {
    if (statement.client_command) continue;
    const SqlReading reading = postgresql_guide().read(statement.text, {nothing, {}, 0, {}});
    ++count.statements;
    for (const ReadOperation& each : reading.operations)
      EXPECT_LT(each.offset, statement.text.size()) << file << statement.text;
    if (reading.unread.empty()) continue;
    ++count.unread;
    if (reading.unread.find("refuses") != std::string::npos) ++count.refused;
    ++count.reasons[reading.unread.substr(0, 140)];
  }
}

class PostgresqlMigrations : public testing::TestWithParam<const char*> {};

TEST_P(PostgresqlMigrations, AreReadButForAFewStatements) {
  const auto folder = shared_data(std::string("corpus/") + GetParam());
  if (!folder) return;
  Count count;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*folder))
    if (is_ours(entry.path())) read_file_of_statements(entry.path(), count);
  std::cout << GetParam() << ": " << count.statements << " statements, " << count.unread
            << " not read, " << count.refused << " of them refused by the parser\n";
  for (const auto& [reason, times] : count.reasons)
    std::cout << "  " << times << " " << reason << "\n";
  EXPECT_GT(count.statements, 10);
  EXPECT_LE(count.unread * 20, count.statements) << "more than one in twenty";
}

INSTANTIATE_TEST_SUITE_P(All, PostgresqlMigrations,
                         testing::Values("ory_kratos", "ory_keto", "gitness", "concourse",
                                         "openfga", "chirpstack", "postgrest", "cadence", "uaa",
                                         "umami", "pagila_evolution", "sakila", "memos",
                                         "memos_evolution", "chinook"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace whimbrel::test
