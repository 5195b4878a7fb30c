#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sqlite_fixture.h"
#include "whimbrel/diff/diff.h"
#include "whimbrel/ops/inverse.h"

namespace whimbrel::test {
namespace {

// Each uses something else that ALTER TABLE cannot change.
const char* const kSchemas[] = {
    "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT, b INT NOT NULL DEFAULT 0)",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL DEFAULT 'x' UNIQUE, c REAL);"
    "CREATE INDEX i ON t (c); CREATE VIEW v AS SELECT a, c FROM t",
    "CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(3) CHECK (a <> 'y'), b INT,"
    "                g INT AS (b * 2) STORED); CREATE INDEX i ON t (b);"
    "CREATE TRIGGER w AFTER UPDATE OF a ON t BEGIN UPDATE t SET b = 1 WHERE id = NEW.id; END",
    "CREATE TABLE t (a TEXT, b INT, CHECK (b >= 0), CONSTRAINT n UNIQUE (b, a));"
    "CREATE UNIQUE INDEX i ON t (lower(a)); CREATE VIEW v (b) AS SELECT sum(b) FROM t;"
    "CREATE VIEW v2 AS SELECT b FROM v;"
    "CREATE TRIGGER w INSTEAD OF INSERT ON v BEGIN INSERT INTO t (b) VALUES (NEW.b); END",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, p INT REFERENCES t (id) ON DELETE CASCADE,"
    "                b TIMESTAMP DEFAULT CURRENT_TIMESTAMP); CREATE TABLE u (x REFERENCES t (id));"
    "CREATE TRIGGER w AFTER DELETE ON t BEGIN DELETE FROM u WHERE x = OLD.p; END;"
    "CREATE TRIGGER w2 BEFORE INSERT ON u WHEN NEW.x > 0 BEGIN SELECT p FROM t; END",
    "CREATE TABLE u (x INT); CREATE TABLE t (id INTEGER PRIMARY KEY, b INT, a TEXT COLLATE NOCASE);"
    "CREATE VIEW v AS SELECT t.a, u.x FROM t JOIN u ON t.b = u.x;"
    "CREATE TRIGGER w AFTER INSERT ON u BEGIN INSERT INTO t (b) VALUES (NEW.x); END",
    "CREATE TABLE t (id INTEGER NOT NULL, b TEXT, PRIMARY KEY (id DESC)) STRICT, WITHOUT ROWID;"
    "CREATE VIEW v2 AS WITH w AS (SELECT b FROM t) SELECT * FROM w",
    "CREATE VIEW t AS SELECT 1 AS a; CREATE TABLE v (a INT)",
};

Difference difference(SqliteDatabase& from, const Schema& to) {
  return diff(from.read(), to, from.dialect().capabilities());
}

std::string first_of(const Difference& difference) {
  if (!difference.unsupported.empty()) return difference.unsupported.front();
  return difference.operations.empty() ? "" : summary(difference.operations.front());
}

TEST(SqliteSchemas, CanBeTurnedIntoEachOtherAndBack) {
  for (const char* first : kSchemas) {
    for (const char* second : kSchemas) {
      SCOPED_TRACE(std::string(first) + "\n-> " + second);
      SqliteDatabase database(first);
      SqliteDatabase wanted(second);
      const Schema before = database.read();
      const Difference there = difference(database, wanted.read());
      database.migrate(there.operations);
      EXPECT_EQ(first_of(difference(database, wanted.read())), "");
      EXPECT_EQ(database.read().objects, wanted.read().objects);
      const auto back = inverse(std::span<const Operation>(there.operations));
      database.migrate(std::get<std::vector<Operation>>(back));
      EXPECT_EQ(first_of(difference(database, before)), "");
      EXPECT_EQ(database.read().objects, before.objects);
    }
  }
}

}  // namespace
}  // namespace whimbrel::test
