// The example of examples/music_shop, as its README walks through it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* kThreeMore[] = {
    R"(upgrade:
  - add_column: {table: tracks, column: {name: plays, type: bigint, nullable: false, default: 0}}
  - create_index: {name: ix_tracks_plays, table: tracks, columns: [plays]}
  - create_check_constraint: {name: ck_tracks_plays, table: tracks, condition: "plays >= 0"}
downgrade: auto
)",
    R"(upgrade:
  - create_table:
      name: reviews
      columns:
        - {name: id, type: uuid, primary_key: true}
        - {name: album_id, type: integer, nullable: false, references: {table: albums, column: id, on_delete: cascade}}
        - {name: customer_id, type: uuid, nullable: false, references: {table: customers, column: id}}
        - {name: stars, type: smallint, nullable: false}
      checks: {ck_reviews_stars: "stars BETWEEN 1 AND 5"}
      unique: {uq_reviews_once: [album_id, customer_id]}
  - alter_column: {table: artists, column: country, nullable: false}
downgrade:
  - alter_column: {table: artists, column: country, nullable: true}
  - drop_table: {name: reviews}
)",
    R"(upgrade:
  - alter_column: {table: tracks, column: title, type: varchar(400)}
  - rename_column: {table: playlists, column: name, to: title}
  - drop_constraint: {name: ck_order_lines_quantity, table: order_lines, type: check}
downgrade:
  - create_check_constraint: {name: ck_order_lines_quantity, table: order_lines, condition: "quantity > 0 AND quantity <= 100"}
  - rename_column: {table: playlists, column: title, to: name}
  - alter_column: {table: tracks, column: title, type: varchar(200)}
)"};

class WorkflowMusicShop : public ::testing::Test {
 protected:
  WorkflowMusicShop() {
    std::filesystem::copy(example(), project_.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    // Where a schema is a database of its own, its character set is the server's choice.
    if (database_.dialect().syntax().schema_is_database)
      database_.connect()->execute("ALTER DATABASE CHARACTER SET utf8mb4");
    project_.succeed({"upgrade", "--url", url()});
  }

  static std::filesystem::path example() {
    return std::filesystem::path(WHIMBREL_SOURCE_DIR) / "examples" / "music_shop";
  }
  const std::string& url() const { return database_.url().reveal(); }
  void whimbrel(Arguments arguments) {
    arguments.insert(arguments.end(), {"--url", url()});
    project_.succeed(std::move(arguments));
  }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(WorkflowMusicShop, HasTheSchemaThatItsFileDescribes) {
  whimbrel({"check"});
  EXPECT_THAT(all_objects(database_), SizeIs(11));
}

TEST_F(WorkflowMusicShop, KeepsEveryRowThroughThreeRevisionsAndBack) {
  run_script(database_, project_.read("rows.sql"));
  run_script(database_, "UPDATE artists SET country = 'IE' WHERE country IS NULL");
  const auto rows = all_rows(database_);
  for (const auto& [table, content] : rows) EXPECT_GT(content.count, 0u) << table;
  std::string parent = "5c1d9f3a7e20";
  for (const char* body : kThreeMore) {
    const std::string id = "d" + std::to_string(project_.revision_files().size());
    project_.add_revision(id, parent, body);
    whimbrel({"upgrade", "+1"});
    parent = id;
  }
  EXPECT_THAT(project_.revision_files(), SizeIs(4));
  const auto later = all_rows(database_);
  for (const auto& [table, content] : rows) EXPECT_EQ(later.at(table).count, content.count);
  whimbrel({"downgrade", "-3"});
  EXPECT_EQ(all_rows(database_), rows);
  whimbrel({"check"});
}

TEST_F(WorkflowMusicShop, RefusesWhatItsConstraintsForbid) {
  run_script(database_, project_.read("rows.sql"));
  const auto refused = [&](const char* sql) {
    EXPECT_THROW(run_script(database_, sql), Error) << sql;
  };
  refused("UPDATE tracks SET seconds = 0");
  refused("UPDATE tracks SET price = -1");
  refused("UPDATE orders SET status = 'lost'");
  refused("UPDATE customers SET email = 'same@example.org'");
  refused(
      "INSERT INTO order_lines (order_id, line, track_id, unit_price) SELECT order_id, line, "
      "track_id, unit_price FROM order_lines");
  refused("DELETE FROM genres WHERE name = 'Jazz'");
}

TEST_F(WorkflowMusicShop, LeavesOnlyTheToolsOwnTablesAtBase) {
  run_script(database_, project_.read("rows.sql"));
  whimbrel({"downgrade", "base"});
  EXPECT_THAT(all_objects(database_), ElementsAre("whimbrel_journal", "whimbrel_version"));
  EXPECT_THAT(all_rows(database_), IsEmpty());
  whimbrel({"upgrade"});
  whimbrel({"check"});
}

}  // namespace
}  // namespace whimbrel::test
