// Constraints that a database of somebody else's has without names.
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

TEST(SqliteUnnamedConstraints, AreDroppedAndComeBackByAWrittenRevision) {
  const FreshDatabase database("sqlite");
  run_script(database,
             "CREATE TABLE p (id INTEGER PRIMARY KEY);"
             "CREATE TABLE t (a INTEGER CHECK (a > 0), b INTEGER UNIQUE, c INTEGER REFERENCES p)");
  Project project(database);
  project.reach(R"(tables:
  p: {columns: {id: {type: integer, primary_key: true}}}
  t: {columns: {a: {type: integer}, b: {type: integer}, c: {type: integer}}}
)");
  run_script(database, "INSERT INTO t VALUES (0, 1, 7), (0, 1, 7)");
  run_script(database, "DELETE FROM t");
  project.succeed({"downgrade", "base"});
  for (const char* row : {"(0, 1, NULL)", "(1, 1, 7)"})
    EXPECT_THROW(
        run_script(database, std::string("PRAGMA foreign_keys = ON; INSERT INTO t VALUES ") + row),
        std::exception);
}

}  // namespace
}  // namespace whimbrel::test
