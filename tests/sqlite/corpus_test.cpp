// Real schemas, read, made again and rebuilt.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sqlite_fixture.h"
#include "support/shared_data.h"
#include "whimbrel/core/file.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::test {
namespace {

class SqliteCorpus : public ::testing::TestWithParam<const char*> {
 protected:
  // Loads the schema; false when there is no shared data.
  bool load() {
    const auto file = shared_data("corpus/" + std::string(GetParam()));
    if (!file) return false;
    database_.run("PRAGMA foreign_keys = OFF");
    database_.run("PRAGMA synchronous = OFF");
    database_.run(read_file(*file));
    database_.run("PRAGMA foreign_keys = ON");
    return true;
  }

  using Contents = std::map<QualifiedName, decltype(Rows::rows)>;

  Contents contents() {
    Contents all;
    for (const auto& [name, table] : database_.read().tables)
      all[name] = database_.connection()
                      .query("SELECT * FROM " + quoted(name, database_.dialect().syntax()))
                      .rows;
    return all;
  }

  SqliteDatabase database_;
};

TEST_P(SqliteCorpus, ReadsBackWhatItWasMadeFrom) {
  if (!load()) return;
  const Schema schema = database_.read();
  EXPECT_FALSE(schema.tables.empty());
  SqliteDatabase copy;
  std::vector<Operation> operations;
  for (const auto& [name, table] : schema.tables) operations.emplace_back(CreateTable{table});
  copy.migrate(operations);
  EXPECT_EQ(copy.read().tables, schema.tables);
}

TEST_P(SqliteCorpus, KeepsItsRowsWhenEveryTableIsRebuilt) {
  if (!load()) return;
  const Schema schema = database_.read();
  const Contents rows = contents();
  std::vector<Operation> there;
  std::vector<Operation> back;
  for (const auto& [name, table] : schema.tables) {
    const CheckConstraint check{Identifier("ck_rebuilt"), Expression("1 = 1")};
    there.emplace_back(CreateConstraint{name, check, {}});
    back.emplace_back(DropConstraint{name, check.name, ConstraintKind::check, Constraint(check)});
  }
  database_.migrate(there);
  EXPECT_NE(database_.read().tables, schema.tables);
  database_.migrate(back);
  EXPECT_EQ(database_.read(), schema);
  EXPECT_TRUE(contents() == rows);
}

INSTANTIATE_TEST_SUITE_P(Corpus, SqliteCorpus,
                         ::testing::Values("chinook/ChinookDatabase/DataSources/Chinook_Sqlite.sql",
                                           "northwind_sqlite/src/create.sql",
                                           "sakila/sqlite-sakila-db/sqlite-sakila-schema.sql"),
                         [](const auto& info) {
                           const std::string path = info.param;
                           return path.substr(0, path.find_first_of("/_"));
                         });

}  // namespace
}  // namespace whimbrel::test
