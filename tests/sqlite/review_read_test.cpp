// What the guide reads of statements does what they do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/dialect_fixture.h"
#include "support/review_corpus.h"
#include "support/review_law.h"
#include "support/shared_data.h"
#include "whimbrel/dialect/sql_splitter.h"

namespace whimbrel::test {
namespace {

using ::testing::IsEmpty;

constexpr const char* kDefinitions = R"(
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "e mail" VARCHAR(320) NOT NULL COLLATE NOCASE UNIQUE,
  age INT DEFAULT 18 CHECK (age > 0),
  born DATE DEFAULT CURRENT_DATE,
  key TEXT DEFAULT 'it''s',
  twice INTEGER GENERATED ALWAYS AS (age * 2) STORED,
  CONSTRAINT adult CHECK (age >= 18 OR key IS NULL)
);
CREATE TABLE IF NOT EXISTS posts (
  a INT, b INT, author INTEGER REFERENCES users(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT pk PRIMARY KEY (a, b),
  CONSTRAINT fk FOREIGN KEY (a) REFERENCES users (id) ON UPDATE SET NULL,
  UNIQUE (b, a)
) WITHOUT ROWID, STRICT;
CREATE UNIQUE INDEX ix_users_key ON users (key COLLATE NOCASE DESC) WHERE age > 3;
CREATE INDEX ix_users_sum ON users (age + 1, lower(key));
ALTER TABLE users ADD COLUMN nick TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD parent INTEGER REFERENCES users ON DELETE SET NULL;
ALTER TABLE users RENAME COLUMN nick TO nickname;
ALTER TABLE users RENAME age TO "years";
ALTER TABLE users DROP COLUMN nickname;
DROP INDEX ix_users_sum;
ALTER TABLE posts RENAME TO articles;
DROP TABLE IF EXISTS articles;
CREATE TABLE [order] (`group` TEXT, UNIQUE (`group` COLLATE NOCASE) ON CONFLICT IGNORE);
)";

TEST(SqliteReviewReading, DoesWhatTheStatementDoes) {
  ReadReport report;
  compare_reading(test_dialect("sqlite"), {kDefinitions}, report);
  EXPECT_THAT(report.different, IsEmpty());
  EXPECT_THAT(report.unread, IsEmpty());
  EXPECT_EQ(report.refused, 0);
  EXPECT_EQ(report.compared, report.definitions);
}

TEST(SqliteReviewReading, DoesWhatTheHistoriesOfRealProjectsDo) {
  for (const ReviewCorpus& corpus : review_corpora("sqlite")) {
    ReadReport report;
    compare_reading(test_dialect("sqlite"), corpus.scripts, report);
    EXPECT_THAT(report.different, IsEmpty()) << corpus.name;
    std::cout << corpus.name << ": " << report.statements << " statements, " << report.definitions
              << " definitions, " << report.compared << " compared, " << report.unread.size()
              << " with something unread, " << report.refused << " refused by the database\n";
    for (const std::string& each : report.unread)
      std::cout << "    " << each.substr(0, each.find('\n')) << "\n";
  }
}

// Also SQL of other databases: what is not understood is named, and nothing throws.
TEST(SqliteReviewReading, SurvivesTheSqlOfEveryDatabase) {
  const auto corpus = shared_data("corpus");
  if (!corpus) return;
  const Dialect& dialect_read = test_dialect("sqlite");
  const Schema nothing;
  int statements = 0;
  int unread = 0;
  for (const std::string& script : sql_files(*corpus, [](const std::string&) { return true; }))
    for (const ScriptStatement& each : split_script(script, dialect_read.syntax())) {
      SqlReading reading;
      ASSERT_NO_THROW(reading = guide_of(dialect_read).read(each.text, {nothing, {}, 0}))
          << each.text;
      ++statements;
      unread += reading.unread.empty() ? 0 : 1;
    }
  std::cout << statements << " statements, " << unread << " with something unread\n";
  EXPECT_LT(unread, statements / 4);
}

}  // namespace
}  // namespace whimbrel::test
