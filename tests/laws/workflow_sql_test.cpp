// Migrations in SQL: sent as they are, cut where each dialect ends a statement.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kQuotesAndComments = R"(-- whimbrel: upgrade
-- a comment; with an end mark and a 'quote
CREATE TABLE notes (id integer PRIMARY KEY, body varchar(200)); /* and; another */
INSERT INTO notes VALUES (1, 'semi;colon'), (2, 'it''s'), (3, '-- no comment'), (4, '/* nor this');
INSERT INTO notes /* between; */ VALUES (5, 'two
lines;')
;
-- whimbrel: downgrade
DROP TABLE notes;
)";

// The same effect in each dialect's own words: a body with end marks of its own.
constexpr const char* kBodies = R"(-- whimbrel: upgrade
CREATE TABLE songs (id integer PRIMARY KEY, plays integer NOT NULL DEFAULT 0);
CREATE TABLE plays (song_id integer NOT NULL);
-- whimbrel: upgrade sqlite
CREATE TABLE songs (id integer PRIMARY KEY, plays integer NOT NULL DEFAULT 0);
CREATE TABLE plays (song_id integer NOT NULL);
CREATE TRIGGER count_plays AFTER INSERT ON plays
BEGIN
  -- the end; is not here
  UPDATE songs SET plays = CASE WHEN plays < 0 THEN 0 ELSE plays END WHERE id = NEW.song_id;
  UPDATE songs SET plays = plays + 1 WHERE id = NEW.song_id;
END;
INSERT INTO songs (id) VALUES (1);
-- whimbrel: upgrade postgresql
CREATE TABLE songs (id integer PRIMARY KEY, plays integer NOT NULL DEFAULT 0);
CREATE TABLE plays (song_id integer NOT NULL);
CREATE FUNCTION count_plays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  -- the end; is not here, nor $$ here;
  UPDATE songs SET plays = plays + 1 WHERE id = NEW.song_id;
  RETURN NULL;
END;
$body$;
CREATE TRIGGER count_plays AFTER INSERT ON plays FOR EACH ROW EXECUTE FUNCTION count_plays();
INSERT INTO songs (id) VALUES (1);
-- whimbrel: upgrade mysql
CREATE TABLE songs (id integer PRIMARY KEY, plays integer NOT NULL DEFAULT 0);
CREATE TABLE plays (song_id integer NOT NULL);
CREATE TRIGGER count_plays AFTER INSERT ON plays FOR EACH ROW
BEGIN
  -- the end; is not here
  IF NEW.song_id > 0 THEN UPDATE songs SET plays = plays + 0 WHERE id = NEW.song_id; END IF;
  UPDATE songs SET plays = plays + 1 WHERE id = NEW.song_id;
END;
INSERT INTO songs (id) VALUES (1);
-- whimbrel: upgrade mariadb
CREATE TABLE songs (id integer PRIMARY KEY, plays integer NOT NULL DEFAULT 0);
CREATE TABLE plays (song_id integer NOT NULL);
DELIMITER //
CREATE TRIGGER count_plays AFTER INSERT ON plays FOR EACH ROW
BEGIN
  UPDATE songs SET plays = plays + 0 WHERE id = NEW.song_id;
  UPDATE songs SET plays = plays + 1 WHERE id = NEW.song_id;
END//
DELIMITER ;
INSERT INTO songs (id) VALUES (1);
-- whimbrel: downgrade
DROP TABLE plays;
DROP TABLE songs;
-- whimbrel: downgrade postgresql
DROP TABLE plays;
DROP TABLE songs;
DROP FUNCTION count_plays();
)";

TEST(WorkflowSql, QuotesAndCommentsDoNotCutAStatement) {
  const FreshDatabase database;
  Project project(database);
  project.add_sql_revision("a1", "", kQuotesAndComments);
  project.succeed({"upgrade"});
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM notes"), "5");
  EXPECT_EQ(value_of(database, "SELECT body FROM notes WHERE id = 1"), "semi;colon");
  EXPECT_EQ(value_of(database, "SELECT body FROM notes WHERE id = 2"), "it's");
  EXPECT_EQ(value_of(database, "SELECT body FROM notes WHERE id = 5"), "two\nlines;");
  project.succeed({"downgrade", "base"});
  EXPECT_THAT(all_objects(database), Not(Contains("notes")));
}

TEST(WorkflowSql, ATriggerWithABodyIsOneStatement) {
  const FreshDatabase database;
  Project project(database);
  project.add_sql_revision("a1", "", kBodies);
  project.succeed({"upgrade"});
  run_script(database, "INSERT INTO plays (song_id) VALUES (1); INSERT INTO plays VALUES (1)");
  EXPECT_EQ(value_of(database, "SELECT plays FROM songs WHERE id = 1"), "2");
  project.succeed({"downgrade", "base"});
  EXPECT_THAT(all_objects(database), testing::ElementsAre("whimbrel_journal", "whimbrel_version"));
}

TEST(WorkflowSql, ARefusedStatementIsNamedWithItsLine) {
  const FreshDatabase database;
  Project project(database);
  project.add_sql_revision("a1", "",
                           "-- whimbrel: upgrade\n"
                           "CREATE TABLE a (id integer);\n"
                           "\n"
                           "INSERT INTO nowhere VALUES (1);\n");
  const CommandResult result = project.expect(1, {"upgrade"});
  EXPECT_THAT(result.err, HasSubstr("a1.sql:6"));
  EXPECT_THAT(result.err, HasSubstr("INSERT INTO nowhere"));
}

TEST(WorkflowSql, AMigrationWithoutDowngradeIsRefusedOnTheWayBack) {
  const FreshDatabase database;
  Project project(database);
  project.add_sql_revision("a1", "", "-- whimbrel: upgrade\nCREATE TABLE a (id integer);\n");
  project.succeed({"upgrade"});
  const CommandResult result = project.run({"downgrade", "base"});
  EXPECT_NE(result.exit_code, 0);
  EXPECT_THAT(result.err, HasSubstr("a1.sql"));
  EXPECT_THAT(all_objects(database), Contains("a"));
}

TEST(WorkflowSql, AFreshSqlRevisionRunsAsItIsWritten) {
  const FreshDatabase database;
  Project project(database);
  project.succeed({"revision", "-m", "By hand", "--kind", "sql"});
  project.succeed({"upgrade"});
  EXPECT_EQ(project.current(), project.head() + " (head)\n");
  project.succeed({"downgrade", "base"});
}

}  // namespace
}  // namespace whimbrel::test
