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
CREATE TABLE `users` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  email VARCHAR(320) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'it''s "his"',
  age int DEFAULT '18',
  active tinyint(1) NOT NULL DEFAULT 1,
  price decimal(10,2) unsigned DEFAULT 0.5,
  kind ENUM('a','b''c') NOT NULL DEFAULT 'a',
  created datetime(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  seen timestamp NULL DEFAULT NULL,
  name text NULL,
  twice int AS (age * 2) STORED,
  thrice int GENERATED ALWAYS AS (age * 3) VIRTUAL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq` (`email`(20)),
  UNIQUE (age),
  KEY (age, active DESC),
  INDEX ix USING BTREE (price),
  FULLTEXT KEY words (name),
  CONSTRAINT positive CHECK (age > 0)
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='People';
CREATE TABLE posts (
  id int NOT NULL, author bigint unsigned, other bigint unsigned, note json,
  PRIMARY KEY (id),
  FOREIGN KEY (author) REFERENCES users (id) ON DELETE CASCADE ON UPDATE NO ACTION,
  CONSTRAINT fk_other FOREIGN KEY (other) REFERENCES users (id) ON DELETE SET NULL
);
CREATE UNIQUE INDEX ix_posts ON posts (id, author);
ALTER TABLE posts ADD COLUMN title varchar(100) NOT NULL DEFAULT '' AFTER id, ADD KEY k (title), ADD extra int FIRST;
ALTER TABLE posts ADD (x int, y int UNIQUE);
ALTER TABLE posts MODIFY title varchar(200), CHANGE COLUMN extra more bigint NOT NULL DEFAULT 3 COMMENT 'c';
ALTER TABLE posts ALTER COLUMN more SET DEFAULT 5, ALTER x SET DEFAULT 7;
ALTER TABLE posts ALTER COLUMN x DROP DEFAULT, COMMENT = 'Texts', ALGORITHM=INPLACE, LOCK=NONE;
ALTER TABLE posts DROP FOREIGN KEY posts_ibfk_1, DROP KEY author;
ALTER TABLE posts ADD FOREIGN KEY (author) REFERENCES users (id);
ALTER TABLE posts DROP INDEX y, DROP COLUMN x;
ALTER TABLE posts ADD CONSTRAINT short CHECK (id < 1000), DROP PRIMARY KEY, ADD PRIMARY KEY (id, more);
ALTER TABLE posts DROP CONSTRAINT short;
ALTER TABLE posts RENAME COLUMN title TO head, RENAME TO articles;
RENAME TABLE articles TO texts;
DROP INDEX k ON texts;
/*!40101 CREATE TABLE marked (id int PRIMARY KEY, at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP) */;
DROP TABLE IF EXISTS texts, marked;
)";

std::string dialect() { return dialect_under_test(); }

TEST(FamilyReviewReading, DoesWhatTheStatementDoes) {
  ReadReport report;
  compare_reading(test_dialect(dialect()), {kDefinitions}, report);
  EXPECT_THAT(report.different, IsEmpty());
  EXPECT_THAT(report.unread, IsEmpty());
  EXPECT_EQ(report.refused, 0);
  EXPECT_EQ(report.compared, report.definitions);
}

TEST(FamilyReviewReading, DoesWhatTheHistoriesOfRealProjectsDo) {
  for (const ReviewCorpus& corpus : review_corpora(dialect())) {
    ReadReport report;
    compare_reading(test_dialect(dialect()), corpus.scripts, report);
    EXPECT_THAT(report.different, IsEmpty()) << corpus.name;
    std::cout << corpus.name << ": " << report.statements << " statements, " << report.definitions
              << " definitions, " << report.compared << " compared, " << report.unread.size()
              << " with something unread, " << report.refused << " refused by the database\n";
    for (const std::string& each : report.unread)
      std::cout << "    " << each.substr(0, each.find('\n')) << "\n";
  }
}

// Also SQL of other databases: what is not understood is named, and nothing throws.
TEST(FamilyReviewReading, SurvivesTheSqlOfEveryDatabase) {
  const auto corpus = shared_data("corpus");
  if (!corpus) return;
  const Dialect& dialect_read = test_dialect(dialect());
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
