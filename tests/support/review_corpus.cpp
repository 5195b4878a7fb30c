#include "support/review_corpus.h"

#include <map>

#include "support/review_law.h"
#include "support/shared_data.h"
#include "whimbrel/core/file.h"

namespace whimbrel::test {
namespace {

using std::filesystem::path;

constexpr auto kAll = [](const std::string&) { return true; };

// NAME.<dialect>.up.sql where there is one, otherwise NAME.up.sql; then all the ways down, last
// first.
std::vector<std::string> up_and_down(const path& folder, const std::string& dialect) {
  std::map<std::string, path> up;
  std::map<std::string, path, std::greater<>> down;
  const auto note = [&](const path& file, const std::string& end, auto& into, bool general) {
    const std::string name = file.filename().string();
    if (!name.ends_with(end)) return;
    const std::string id = name.substr(0, name.find('.'));
    if (general && name != id + end) return;
    if (!general || !into.contains(id)) into[id] = file;
  };
  for (const bool general : {false, true})
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      const std::string middle = general ? "" : "." + dialect;
      note(entry.path(), middle + ".up.sql", up, general);
      note(entry.path(), middle + ".down.sql", down, general);
    }
  std::vector<std::string> scripts;
  for (const auto& [id, file] : up) scripts.push_back(read_file(file));
  for (const auto& [id, file] : down) scripts.push_back(read_file(file));
  return scripts;
}

// Files with both directions: the way down stands behind this line.
std::vector<std::string> only_up(std::vector<std::string> scripts) {
  for (std::string& script : scripts)
    script.resize(std::min(script.find("-- +goose Down"), script.size()));
  return scripts;
}

std::vector<ReviewCorpus> of_mysql(const path& corpus) {
  const auto versioned = [](const std::string& file) {
    return file.find("versioned") != std::string::npos;
  };
  const auto schema = [](const std::string& file) {
    return file.find("schema") != std::string::npos || file.find("drop") != std::string::npos;
  };
  const auto latest = [](const std::string& file) { return file == "LATEST.sql"; };
  return {
      {"ory_kratos", up_and_down(corpus / "ory_kratos/migrations", "mysql")},
      {"ory_keto",
       up_and_down(corpus / "ory_keto/internal/persistence/sql/migrations/sql", "mysql")},
      {"cadence", sql_files(corpus / "cadence/schema/mysql/v8/cadence", versioned)},
      {"cadence visibility", sql_files(corpus / "cadence/schema/mysql/v8/visibility", versioned)},
      {"memos", sql_files(corpus / "memos/store/migration/mysql", latest)},
      {"uaa", sql_files(corpus / "uaa/server/src/main/resources/org/cloudfoundry/identity/uaa/db/"
                                 "mysql",
                        kAll)},
      {"umami", sql_files(corpus / "umami/v2.20.2/db/mysql", kAll)},
      {"openfga", only_up(sql_files(corpus / "openfga/assets/migrations/mysql", kAll))},
      {"sakila", sql_files(corpus / "sakila/mysql-sakila-db", schema)},
      {"kea", {read_file(corpus / "kea/scripts/mysql/dhcpdb_create.mysql")}},
  };
}

std::vector<ReviewCorpus> of_sqlite(const path& corpus) {
  const auto ups = [](const std::string& file) { return file.ends_with("up.sql"); };
  const auto latest = [](const std::string& file) { return file == "LATEST.sql"; };
  const auto create = [](const std::string& file) { return file == "create.sql"; };
  const auto schema = [](const std::string& file) {
    return file.find("schema") != std::string::npos || file.find("drop") != std::string::npos;
  };
  const auto chinook = [](const std::string& file) {
    return file.find("Sqlite") != std::string::npos;
  };
  return {
      {"ory_keto",
       up_and_down(corpus / "ory_keto/internal/persistence/sql/migrations/sql", "sqlite3")},
      {"gitness", sql_files(corpus / "gitness/app/store/database/migrate/sqlite", ups)},
      {"chirpstack", sql_files(corpus / "chirpstack/chirpstack/migrations_sqlite", ups)},
      {"memos", sql_files(corpus / "memos/store/migration/sqlite", latest)},
      {"openfga", only_up(sql_files(corpus / "openfga/assets/migrations/sqlite", kAll))},
      {"northwind", sql_files(corpus / "northwind_sqlite/src", create)},
      {"sakila", sql_files(corpus / "sakila/sqlite-sakila-db", schema)},
      {"chinook", sql_files(corpus / "chinook/ChinookDatabase/DataSources", chinook)},
  };
}

}  // namespace

std::vector<ReviewCorpus> review_corpora(const std::string& dialect) {
  const auto corpus = shared_data("corpus");
  if (!corpus) return {};
  return dialect == "sqlite" ? of_sqlite(*corpus) : of_mysql(*corpus);
}

}  // namespace whimbrel::test
