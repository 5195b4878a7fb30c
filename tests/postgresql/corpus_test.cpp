// Real schemas: what was read from them builds the same in an empty database, and pg_dump says so
// too.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <regex>

#include "postgresql/rebuild.h"
#include "support/command.h"
#include "support/shared_data.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

namespace fs = std::filesystem;

struct Source {
  const char* name;
  const char* path;         ///< below the corpus: a file, or a folder with a history
  const char* ending;       ///< of the files of the history that are for this database
  const char* before = "";  ///< SQL that settles what is known not to come back
};

void PrintTo(const Source& source, std::ostream* out) { *out << source.name; }

constexpr Source kSources[] = {
    {"Chinook", "chinook/ChinookDatabase/DataSources/Chinook_PostgreSql.sql", ""},
    {"Sakila", "sakila/postgres-sakila-db/postgres-sakila-schema.sql", ""},
    {"Pagila20", "pagila_evolution/2.0.sql", ""},
    {"Pagila21", "pagila_evolution/v2.1.0.sql", ""},
    {"Pagila30", "pagila_evolution/pagila-v3.0.0.sql", ""},
    {"Pagila31", "pagila_evolution/pagila-v3.1.0.sql", ""},
    {"Pagila40", "pagila_evolution/pagila-v4.0.0.sql", ""},
    {"Gitness", "gitness/app/store/database/migrate/postgres", ".up.sql",
     // The sequence of a serial column is called as the server calls it.
     "ALTER SEQUENCE artifacts_temp_artifact_id_seq RENAME TO artifacts_artifact_id_seq"},
    {"Concourse", "concourse/atc/db/migration/migrations", ".up.sql"},
    {"Chirpstack", "chirpstack/chirpstack/migrations_postgres", "up.sql"},
    {"Cadence", "cadence/schema/postgres/cadence/schema.sql", ""},
    {"Kea", "kea/scripts/pgsql/dhcpdb_create.pgsql", ""},
    {"Uaa", "uaa/server/src/main/resources/org/cloudfoundry/identity/uaa/db/postgresql", ".sql"},
    {"Kratos", "ory_kratos/migrations", ".postgres.up.sql"},
};

std::vector<fs::path> files_of(const fs::path& path, std::string_view ending) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path))
    if (entry.path().string().ends_with(ending)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

// The statements that pg_dump writes, in an order that does not depend on the order of creation.
std::vector<std::string> dump(const FreshDatabase& database) {
  const char* program = std::getenv("WHIMBREL_TEST_PG_DUMP");
  Command command;
  command.program = program == nullptr ? "pg_dump" : program;
  command.arguments = {"--schema-only", "--no-owner", "-d", std::string(database.url().reveal())};
  const CommandResult result = run(command);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  std::vector<std::string> statements;
  std::string statement;
  for (const std::string_view line : split(result.out, '\n')) {
    if (line.starts_with("--") || line.starts_with("\\") || line.empty()) continue;
    // NULL is no default, and a number is one however it was written.
    static const std::regex kNull(" DEFAULT NULL::[a-z ]+[a-z]");
    static const std::regex kNumber("DEFAULT '([0-9]+)'::(smallint|integer|bigint)");
    std::string plain = std::regex_replace(std::string(line), kNull, "");
    statement += std::regex_replace(plain, kNumber, "DEFAULT $1") + "\n";
    if (!line.ends_with(';')) continue;
    // The rights on the default schema are not part of it, and the index of a partition that came
    // with the parent's is called as the server calls it.
    static const std::regex kLeftOut(
        "(GRANT|REVOKE) [A-Z]+ ON SCHEMA public [^]*|ALTER INDEX [^ ]+ ATTACH PARTITION [^]*|"
        "CREATE INDEX (idx_fk_)?payment_p20[^]*");
    if (!std::regex_match(statement, kLeftOut)) statements.push_back(std::move(statement));
    statement.clear();
  }
  std::sort(statements.begin(), statements.end());
  return statements;
}

std::string only_in(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> rest;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest));
  return join(rest, "\n");
}

class PostgresqlCorpus : public testing::TestWithParam<Source> {};

TEST_P(PostgresqlCorpus, WhatWasReadBuildsTheSameSchema) {
  const auto path = shared_data(std::string("corpus/") + GetParam().path);
  if (!path) return;
  FreshDatabase first("postgresql");
  FreshDatabase second("postgresql");
  const auto original = first.connect();
  const auto copy = second.connect();
  for (const fs::path& file : files_of(*path, GetParam().ending))
    load_dump(*original, read_file(file));
  run_script(*original, GetParam().before);
  const Schema before = read_schema(*original);
  ASSERT_GT(before.tables.size(), 5u);
  build(*copy, before);
  Schema after = read_schema(*copy);
  // What is not modelled stays behind, and is named.
  after.unsupported = before.unsupported;
  EXPECT_EQ(difference(before, after), "");
  if (!before.unsupported.empty()) return;
  const auto wanted = dump(first);
  const auto found = dump(second);
  EXPECT_EQ(only_in(wanted, found), "");
  EXPECT_EQ(only_in(found, wanted), "");
}

INSTANTIATE_TEST_SUITE_P(All, PostgresqlCorpus, testing::ValuesIn(kSources),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace whimbrel::test
