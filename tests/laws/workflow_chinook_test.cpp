// A well-known database with its rows, from its own SQL file, there and back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"
#include "support/shared_data.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_splitter.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::size_t kTables = 11;
constexpr std::size_t kRows = 15607;

/// The file of Chinook for the dialect under test; nothing without shared data.
std::optional<std::string> chinook() {
  const std::string file = for_this_dialect({{"sqlite", "Chinook_Sqlite.sql"},
                                             {"postgresql", "Chinook_PostgreSql.sql"},
                                             {"mysql", "Chinook_MySql.sql"},
                                             {"mariadb", "Chinook_MySql.sql"}});
  const auto path = shared_data("corpus/chinook/ChinookDatabase/DataSources/" + file);
  if (!path) return std::nullopt;
  return read_file(*path);
}

bool is_insert(const ScriptStatement& statement) {
  return same_word(statement.text.substr(0, 6), "insert");
}

/// Only the rows of the script; its definitions have been migrated.
void load_rows(const FreshDatabase& database, const std::string& script) {
  const auto connection = database.connect();
  connection->begin();
  for (const ScriptStatement& each : split_script(script, database.dialect().syntax()))
    if (is_insert(each)) connection->execute(each.text);
  connection->commit();
}

/// The name as this dialect's file spells it: InvoiceLine or invoice_line.
std::string spelled(const std::string& name) {
  if (dialect_under_test() != "postgresql") return name;
  std::string result;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !result.empty()) result += '_';
    result += lower(std::string_view(&c, 1));
  }
  return result;
}

std::vector<std::string> three_more_revisions() {
  std::vector<std::string> bodies = {
      R"yaml(upgrade:
  - add_column: {table: @Track, column: {name: Rating, type: integer, nullable: false, default: 3}}
  - create_check_constraint: {name: ck_rating, table: @Track, condition: "@UnitPrice >= 0"}
  - create_index: {name: ix_track_name, table: @Track, columns: ["@Name", "@TrackId"]}
downgrade: auto
)yaml",
      R"yaml(upgrade:
  - alter_column: {table: @InvoiceLine, column: @UnitPrice, type: "numeric(12,3)"}
  - alter_column: {table: @Customer, column: @Email, nullable: true}
  - create_table:
      name: Review
      columns:
        - {name: Id, type: uuid, primary_key: true}
        - {name: Album, type: integer, nullable: false, references: {table: @Album, column: @AlbumId}}
        - {name: Stars, type: smallint, nullable: false, default: 5}
downgrade:
  - drop_table: {name: Review}
  - alter_column: {table: @Customer, column: @Email, nullable: false}
  - alter_column: {table: @InvoiceLine, column: @UnitPrice, type: "numeric(10,2)"}
)yaml",
      R"yaml(upgrade:
  - rename_column: {table: @Employee, column: @Title, to: Position}
  - rename_table: {name: @PlaylistTrack, to: PlaylistEntry}
  - create_unique_constraint: {name: uq_genre_name, table: @Genre, columns: [@Name]}
downgrade:
  - drop_constraint: {name: uq_genre_name, table: @Genre, type: unique}
  - rename_table: {name: PlaylistEntry, to: @PlaylistTrack}
  - rename_column: {table: @Employee, column: Position, to: @Title}
)yaml"};
  for (const char* name : {"PlaylistTrack", "TrackId", "Track", "UnitPrice", "Name", "InvoiceLine",
                           "Customer", "Email", "AlbumId", "Album", "Employee", "Title", "Genre"})
    for (std::string& body : bodies) body = replaced(body, std::string("@") + name, spelled(name));
  return bodies;
}

class WorkflowChinook : public ::testing::Test {
 protected:
  static void want(Project& project, const std::string& script) {
    project.write("whimbrel.yaml",
                  "version: 1\nschema: chinook.sql\ntargets:\n  dev: {url: \"${DATABASE_URL}\"}\n");
    project.write("chinook.sql", script);
  }

  void reach(const std::string& script) {
    want(project_, script);
    project_.reach_the_desired_schema("Chinook");
  }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(WorkflowChinook, KeepsEveryRowThroughThreeRevisionsAndBack) {
  const auto script = chinook();
  if (!script) return;
  reach(*script);
  const std::string built = project_.inspect();
  load_rows(database_, *script);
  const auto rows = all_rows(database_);
  std::size_t count = 0;
  for (const auto& [table, content] : rows) count += content.count;
  EXPECT_EQ(rows.size(), kTables);
  EXPECT_EQ(count, kRows);
  std::string parent = project_.head();
  int number = 0;
  for (const std::string& body : three_more_revisions()) {
    const std::string id = "more" + std::to_string(++number);
    project_.add_revision(id, parent, body);
    project_.succeed({"upgrade"});
    parent = id;
  }
  EXPECT_NE(project_.inspect(), built);
  project_.succeed({"downgrade", "-3"});
  EXPECT_EQ(project_.inspect(), built);
  EXPECT_EQ(all_rows(database_), rows);
  project_.succeed({"check"});
}

TEST_F(WorkflowChinook, BuiltByItsOwnFileDoesNotDifferFromIt) {
  const auto script = chinook();
  if (!script) return;
  const auto connection = database_.connect();
  for (const ScriptStatement& each : split_script(*script, database_.dialect().syntax())) {
    const std::string start = upper(each.text.substr(0, 12));
    if (start.starts_with("CREATE TABLE") || start.starts_with("CREATE INDEX") ||
        start.starts_with("ALTER TABLE"))
      connection->execute(each.text);
  }
  want(project_, *script);
  project_.succeed({"check"});
}

TEST_F(WorkflowChinook, LeavesOnlyTheToolsOwnTablesAtBase) {
  const auto script = chinook();
  if (!script) return;
  reach(*script);
  load_rows(database_, *script);
  project_.succeed({"downgrade", "base"});
  EXPECT_THAT(all_objects(database_), ElementsAre("whimbrel_journal", "whimbrel_version"));
  EXPECT_THAT(all_rows(database_), IsEmpty());
}

}  // namespace
}  // namespace whimbrel::test
