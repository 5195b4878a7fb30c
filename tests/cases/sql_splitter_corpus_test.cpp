// The splitter on real scripts. The numbers were compared with what the parser of the same database
// makes of the file or, where there is none to ask, with a server that took every statement.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "support/example_syntax.h"
#include "support/lost_text.h"
#include "support/shared_data.h"
#include "whimbrel/core/file.h"
#include "whimbrel/dialect/sql_splitter.h"

namespace whimbrel {
namespace {

using test::mysql_syntax;
using test::postgresql_syntax;
using test::sqlite_syntax;
using ::testing::IsEmpty;

struct Script {
  const char* file;
  Syntax (*syntax)();
  std::size_t statements;
  std::size_t client_commands;
};

constexpr Script kScripts[] = {
    {"chinook/ChinookDatabase/DataSources/Chinook_PostgreSql.sql", postgresql_syntax, 60, 1},
    {"chinook/ChinookDatabase/DataSources/Chinook_Sqlite.sql", sqlite_syntax, 57, 0},
    {"chinook/ChinookDatabase/DataSources/Chinook_MySql.sql", mysql_syntax, 60, 0},
    {"concourse/atc/db/migration/migrations/1510262030_initial_schema.up.sql", postgresql_syntax,
     257, 0},
    {"kea/scripts/pgsql/dhcpdb_create.pgsql", postgresql_syntax, 493, 0},
    {"kea/scripts/mysql/dhcpdb_create.mysql", mysql_syntax, 517, 0},
    {"northwind_sqlite/src/create.sql", sqlite_syntax, 3398, 0},
    {"pagila_evolution/2.0.sql", postgresql_syntax, 229, 0},
    {"pagila_evolution/pagila-v4.0.0.sql", postgresql_syntax, 380, 0},
    {"postgrest/test/io/fixtures/big_schema.sql", postgresql_syntax, 1126, 1},
    {"postgrest/test/spec/fixtures/data.sql", postgresql_syntax, 604, 0},
    {"postgrest/test/spec/fixtures/schema.sql", postgresql_syntax, 734, 0},
    {"sakila/mysql-sakila-db/mysql-sakila-schema.sql", mysql_syntax, 41, 0},
    {"sakila/postgres-sakila-db/postgres-sakila-schema.sql", postgresql_syntax, 225, 0},
    {"sakila/sqlite-sakila-db/sqlite-sakila-schema.sql", sqlite_syntax, 75, 0},
};

std::size_t client_commands(const std::vector<ScriptStatement>& statements) {
  return static_cast<std::size_t>(
      std::count_if(statements.begin(), statements.end(),
                    [](const ScriptStatement& statement) { return statement.client_command; }));
}

TEST(SqlSplitterCorpus, CountsTheStatementsOfRealScriptsAsTheirDatabaseDoes) {
  const auto corpus = test::shared_data("corpus");
  if (!corpus) return;
  for (const Script& script : kScripts) {
    const auto statements = split_script(read_file(*corpus / script.file), script.syntax());
    EXPECT_EQ(statements.size(), script.statements) << script.file;
    EXPECT_EQ(client_commands(statements), script.client_commands) << script.file;
  }
}

bool is_script(const std::filesystem::path& file) {
  const std::string ending = file.extension();
  return ending == ".sql" || ending == ".mysql" || ending == ".pgsql";
}

TEST(SqlSplitterCorpus, LosesNothingOfAnyRealScript) {
  const auto corpus = test::shared_data("corpus");
  if (!corpus) return;
  std::size_t scripts = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*corpus)) {
    if (!is_script(entry.path())) continue;
    const std::string script = read_file(entry.path());
    // Whatever the script was written for: no dialect's reading may lose a word of it.
    for (const Syntax& syntax : {postgresql_syntax(), sqlite_syntax(), mysql_syntax()}) {
      EXPECT_THAT(test::lost_text(script, syntax), IsEmpty()) << entry.path();
    }
    ++scripts;
  }
  EXPECT_GT(scripts, 1000u);
}

}  // namespace
}  // namespace whimbrel
