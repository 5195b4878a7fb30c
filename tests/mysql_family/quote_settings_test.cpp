// Double quotes and backslashes mean in a migration what sql_mode says they mean.
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

// Under another reading each of these cuts a statement in two, or takes two for one.
constexpr const char* kBothModes = R"(-- whimbrel: upgrade
CREATE TABLE notes (id integer PRIMARY KEY, body varchar(200));
INSERT INTO notes VALUES (1, "a \"; b");
SET @kept = @@sql_mode;
SET sql_mode = concat(@@sql_mode, ',ANSI_QUOTES');
CREATE TABLE "odd\" (id integer); CREATE TABLE "semi;colon" ("a;b" integer);
SET sql_mode = 'NO_BACKSLASH_ESCAPES';
INSERT INTO notes VALUES (2, 'C:\'); INSERT INTO notes VALUES (3, "D:\");
/*!40101 SET sql_mode = @kept */;
INSERT INTO notes VALUES (4, 'it\'s; "so"');
)";

TEST(FamilyQuoteSettings, AScriptIsReadUnderTheModeThatItSets) {
  const FreshDatabase database;
  Project project(database);
  project.add_sql_revision("a1", "", kBothModes);
  project.succeed({"upgrade"});
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM notes"), "4");
  EXPECT_EQ(value_of(database, "SELECT body FROM notes WHERE id = 1"), "a \"; b");
  EXPECT_EQ(value_of(database, "SELECT body FROM notes WHERE id = 2"), "C:\\");
  EXPECT_EQ(value_of(database, "SELECT body FROM notes WHERE id = 3"), "D:\\");
  EXPECT_EQ(value_of(database, "SELECT body FROM notes WHERE id = 4"), "it's; \"so\"");
  EXPECT_EQ(value_of(database,
                     "SELECT count(*) FROM information_schema.tables WHERE table_schema = "
                     "DATABASE() AND table_name IN ('odd\\\\', 'semi;colon')"),
            "2");
}

// The form in which dumps bring views, triggers and routines.
constexpr const char* kDump = R"(-- whimbrel: upgrade
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
CREATE TABLE `notes` (`id` int NOT NULL, `seen` int DEFAULT 0) /*!50100 ENGINE=InnoDB */;
/*!50003 SET @saved_sql_mode = @@sql_mode */ ;
DELIMITER ;;
/*!50003 CREATE TRIGGER `notes_bi` BEFORE INSERT ON `notes` FOR EACH ROW BEGIN
  IF NEW.id < 0 THEN SET NEW.id = 0; END IF;
  SET NEW.seen = 1;
END */;;
CREATE PROCEDURE `add_note`(IN n int)
BEGIN
  INSERT INTO notes (id) VALUES (n); -- a comment; with an end mark
END ;;
DELIMITER ;
/*!50003 SET sql_mode = @saved_sql_mode */ ;
/*!50001 CREATE VIEW `seen_notes` AS select `notes`.`id` AS `id` from `notes` where `seen` = 1 */;
/*!99999 this is for a server that does not exist; yet */;
CALL add_note(-5);
/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
)";

TEST(FamilyQuoteSettings, ConditionalCommentsOfADumpAreStatements) {
  const FreshDatabase database;
  Project project(database);
  project.add_sql_revision("a1", "", kDump);
  project.succeed({"upgrade"});
  EXPECT_EQ(value_of(database, "SELECT id FROM seen_notes"), "0");
}

}  // namespace
}  // namespace whimbrel::test
