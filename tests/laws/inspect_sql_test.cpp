// What `inspect --as sql` prints, fed to the database's own client: the same schema again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/client.h"
#include "support/offline_history.h"
#include "support/project.h"
#include "support/shared_data.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kKeys = R"yaml(tables:
  regions:
    columns:
      country: {type: char(2), nullable: false}
      code: {type: varchar(10), nullable: false}
      parent_code: {type: varchar(10)}
    primary_key: [country, code]
    foreign_keys:
      fk_parent: {columns: [country, parent_code], references: {table: regions, columns: [country, code]}}
  houses:
    columns:
      id: {type: bigint, primary_key: true, autoincrement: true}
      country: {type: char(2)}
      region: {type: varchar(10)}
      owner_id: {type: bigint}
      price: {type: "numeric(10,2)", nullable: false, default: 0.5}
      label: {type: varchar(80), nullable: false, default: "it's; a \\ \"mark\" -- no /* comment, é"}
      built: {type: timestamp, nullable: false, default: {expression: CURRENT_TIMESTAMP}}
    foreign_keys:
      fk_region: {columns: [country, region], references: {table: regions, columns: [country, code]}, on_update: cascade}
      fk_owner: {columns: [owner_id], references: {table: owners, columns: [id]}, on_delete: set null}
    unique: {uq_houses: [country, region, label]}
    checks: {ck_price: "price >= 0"}
    indexes:
      ix_houses: {columns: [{column: price, descending: true}, label]}
  owners:
    columns:
      id: {type: bigint, primary_key: true}
      home_id: {type: bigint}
      "odd name; \" ` it's": {type: varchar(10)}
    foreign_keys:
      fk_home: {columns: [home_id], references: {table: houses, columns: [id]}}
  "select":
    columns:
      "order": {type: integer, primary_key: true}
      "GROUP": {type: text}
)yaml";

class InspectSql : public ::testing::Test {
 protected:
  std::string at(const FreshDatabase& database, Arguments arguments) const {
    arguments.insert(arguments.end(), {"--url", database.url().reveal()});
    return project_.succeed(std::move(arguments));
  }
  void expect_the_same_again() const {
    const std::string sql = project_.succeed({"inspect", "--as", "sql"});
    const CommandResult fed = feed_client(again_, sql);
    EXPECT_EQ(fed.exit_code, 0) << fed.out << fed.err << "\n" << sql;
    EXPECT_EQ(at(again_, {"inspect"}), project_.inspect());
  }

  void reach_script(const std::string& sql) {
    project_.write("schema.sql", sql);
    project_.write("whimbrel.yaml",
                   "version: 1\nschema: schema.sql\ntargets: {dev: {url: \"${DATABASE_URL}\"}}\n");
    project_.reach_the_desired_schema("All of it");
  }

  FreshDatabase database_;
  FreshDatabase again_;
  Project project_{database_};
};

TEST_F(InspectSql, RecreatesKeysOfSeveralColumnsCyclesReferencesToTheOwnTableAndOddNames) {
  project_.reach(kKeys);
  expect_the_same_again();
}

TEST_F(InspectSql, RecreatesTheMusicShop) {
  project_.reach(read_file(std::filesystem::path(WHIMBREL_SOURCE_DIR) / "examples" / "music_shop" /
                           "schema.yaml"));
  expect_the_same_again();
}

TEST_F(InspectSql, RecreatesWhatAHistoryLeftWithoutTheTablesOfTheTool) {
  write_history(project_);
  project_.succeed({"upgrade", "heads"});
  EXPECT_THAT(project_.succeed({"inspect", "--as", "sql"}), Not(HasSubstr("whimbrel_")));
  expect_the_same_again();
}

TEST_F(InspectSql, LeavesWithoutANameWhatHasNone) {
  run_script(database_,
             "CREATE TABLE a (id integer PRIMARY KEY, n integer NOT NULL UNIQUE, CHECK (n > 0));"
             "CREATE TABLE b (id integer, a_id integer, CHECK (id > 1), "
             "FOREIGN KEY (a_id) REFERENCES a (id))");
  expect_the_same_again();
}

TEST_F(InspectSql, ReadsTheSameEveryTime) {
  project_.reach(kKeys);
  EXPECT_EQ(project_.succeed({"inspect", "--as", "sql"}),
            project_.succeed({"inspect", "--as", "sql"}));
}

TEST_F(InspectSql, OfAnEmptyDatabaseCreatesNothing) { expect_the_same_again(); }

TEST_F(InspectSql, LeavesOutWhatIsNotManagedAndNamesWhatItHasNoWordsFor) {
  run_script(database_,
             "CREATE TABLE mine (id integer PRIMARY KEY); CREATE TABLE legacy_x (id integer)");
  project_.want("manage: {exclude: [\"legacy_*\"]}\n");
  const std::string sql = project_.succeed({"inspect", "--as", "sql"});
  EXPECT_THAT(sql, HasSubstr("mine"));
  EXPECT_THAT(sql, Not(HasSubstr("legacy_x")));
}

TEST_F(InspectSql, IsADesiredSchemaThatChangesNothing) {
  project_.reach(kKeys);
  project_.succeed({"inspect", "--as", "sql", "--output", "schema.sql"});
  project_.write("whimbrel.yaml",
                 "version: 1\nschema: schema.sql\ntargets: {dev: {url: \"${DATABASE_URL}\"}}\n");
  project_.succeed({"check"});
}

// Real schemas, as far as the model has words for them.
TEST_F(InspectSql, RecreatesChinook) {
  const std::string file = for_this_dialect({{"sqlite", "Chinook_Sqlite.sql"},
                                             {"postgresql", "Chinook_PostgreSql.sql"},
                                             {"mysql", "Chinook_MySql.sql"},
                                             {"mariadb", "Chinook_MySql.sql"}});
  const auto path = shared_data("corpus/chinook/ChinookDatabase/DataSources/" + file);
  if (!path) return;
  reach_script(read_file(*path));
  expect_the_same_again();
}

}  // namespace
}  // namespace whimbrel::test
