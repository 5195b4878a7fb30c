#include "whimbrel/dialect/sql_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/example_syntax.h"

namespace whimbrel {
namespace {

using test::mysql_syntax;
using test::postgresql_syntax;
using test::sqlite_syntax;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> texts(std::string_view script, const Syntax& syntax) {
  std::vector<std::string> result;
  for (const ScriptStatement& statement : split_script(script, syntax)) {
    result.push_back(statement.text);
  }
  return result;
}

/// Expects that `statement` is one statement, also with another one in front and behind.
void expect_one(const std::string& statement, const Syntax& syntax) {
  EXPECT_THAT(texts("SELECT 1;\n" + statement + ";\nSELECT 2", syntax),
              ElementsAre("SELECT 1", statement, "SELECT 2"));
}

TEST(SqlSplitter, CutsAtSemicolons) {
  EXPECT_THAT(texts("a;b ;\n c", {}), ElementsAre("a", "b", "c"));
}

TEST(SqlSplitter, LeavesOutEmptyStatements) {
  EXPECT_THAT(texts(";; -- nothing\n; /* here */", {}), IsEmpty());
  EXPECT_THAT(texts("", {}), IsEmpty());
}

TEST(SqlSplitter, DropsCommentsAroundAStatementAndKeepsThoseInside) {
  EXPECT_THAT(texts("-- a\nSELECT /* b */ 1 -- c\n;", {}), ElementsAre("SELECT /* b */ 1"));
}

TEST(SqlSplitter, GivesTheLineOfTheFirstWord) {
  const auto statements = split_script("-- a\n\nSELECT\n1;\n/* b\n */ SELECT 2", {});
  ASSERT_THAT(statements, SizeIs(2));
  EXPECT_EQ(statements[0].line, 3);
  EXPECT_EQ(statements[1].line, 6);
}

TEST(SqlSplitter, GivesTheColumnOfTheFirstWordInCharacters) {
  const auto statements = split_script("SELECT 'é'; SELECT\n2;\n  /* ä */ SELECT 3", {});
  ASSERT_THAT(statements, SizeIs(3));
  EXPECT_EQ(statements[0].column, 1);
  EXPECT_EQ(statements[1].column, 13);
  EXPECT_EQ(statements[2].line, 3);
  EXPECT_EQ(statements[2].column, 11);
}

// A backslash before a double quote escapes in a string, and is itself in a name.
TEST(SqlSplitter, FollowsSettingsThatChangeTheReadingOfQuotes) {
  const std::string as_string = R"(SELECT "\"; -- ")";
  const std::string as_name = "SELECT \"a\\\"; -- \"\n";
  const auto reads_names_after = [&](const std::string& before) {
    const auto statements = split_script(before + ";\n" + as_name + ";SELECT 2", mysql_syntax());
    return statements.back().text == "SELECT 2" &&
           statements[statements.size() - 2].text == "SELECT \"a\\\"";
  };
  expect_one(as_string, mysql_syntax());
  for (const char* set :
       {"SET sql_mode = 'ANSI_QUOTES'", "set SQL_MODE=ansi_quotes",
        "SET SESSION sql_mode = 'STRICT_ALL_TABLES,ANSI'", "SET @@session.sql_mode = 'ANSI_QUOTES'",
        "SET NAMES utf8mb4, sql_mode := concat(@@sql_mode, ',ANSI_QUOTES')",
        "/*!40101 SET @OLD = @@SQL_MODE, SQL_MODE = 'ANSI_QUOTES' */",
        "SET sql_mode = 'ANSI'; SET @a = @@sql_mode; SET sql_mode = ''; SET sql_mode = @a",
        "SET sql_mode = 'ANSI'; SET GLOBAL sql_mode = ''"})
    EXPECT_TRUE(reads_names_after(set)) << set;
  for (const char* set :
       {"SET sql_mode = ''", "SET GLOBAL sql_mode = 'ANSI_QUOTES'", "SET @sql_mode = 'ANSI_QUOTES'",
        "SET @a = @@sql_mode; SET sql_mode = 'ANSI'; SET sql_mode = @a",
        "SET sql_mode = 'ANSI'; SET sql_mode = DEFAULT", "SELECT 'SET sql_mode = ANSI'",
        "SET sql_mode = 'ANSI_QUOTES'; SET sql_mode = replace(@@sql_mode, 'ANSI_QUOTES', '')",
        "CREATE PROCEDURE p() BEGIN SET sql_mode = 'ANSI_QUOTES'; END"})
    EXPECT_FALSE(reads_names_after(set)) << set;
}

TEST(SqlSplitter, FollowsSettingsThatChangeTheReadingOfBackslashes) {
  EXPECT_THAT(texts(R"(SET sql_mode = 'NO_BACKSLASH_ESCAPES';SELECT '\';SELECT 2)", mysql_syntax()),
              SizeIs(3));
  EXPECT_THAT(
      texts(R"(SET standard_conforming_strings = off;SELECT '\';';SELECT 2)", postgresql_syntax()),
      SizeIs(3));
  EXPECT_THAT(
      texts(R"(SET standard_conforming_strings TO on;SELECT '\';SELECT 2)", postgresql_syntax()),
      SizeIs(3));
}

TEST(SqlSplitter, TakesNoSignForAParameterOrAVariable) {
  for (const Syntax& syntax : {postgresql_syntax(), mysql_syntax(), sqlite_syntax()})
    expect_one("SELECT :name, :'a;b', ?, ?1, %s /* ?; */, 7 % 2, @v, a[1:n]", syntax);
}

TEST(SqlSplitter, SeesNoEndInStringsNamesAndComments) {
  expect_one("SELECT ';' -- ;\n, \"a;b\" /* ; */ AS c", {});
  expect_one("SELECT $$;$$, E'\\';', $f$;$$;$f$", postgresql_syntax());
  expect_one("SELECT `;`, [;]", sqlite_syntax());
  expect_one("SELECT \"\\\";\" # ;\n, 1", mysql_syntax());
}

TEST(SqlSplitter, SeesNoEndInParentheses) {
  expect_one("CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b)",
             postgresql_syntax());
}

TEST(SqlSplitter, GoesOnBehindAParenthesisTooMany) {
  EXPECT_THAT(texts("SELECT 1); SELECT 2;", {}), ElementsAre("SELECT 1)", "SELECT 2"));
}

TEST(SqlSplitter, MakesTheLastStatementOfWhatIsNotClosed) {
  EXPECT_THAT(texts("SELECT 1; SELECT 'a; b", {}), ElementsAre("SELECT 1", "SELECT 'a; b"));
  EXPECT_THAT(
      texts("CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; SELECT 1", sqlite_syntax()),
      SizeIs(1));
}

TEST(SqlSplitter, TakesBeginAloneAsATransaction) {
  for (const Syntax& syntax : {postgresql_syntax(), sqlite_syntax(), mysql_syntax()}) {
    EXPECT_THAT(texts("BEGIN; SELECT 1; END; BEGIN IMMEDIATE; COMMIT;", syntax), SizeIs(5));
  }
}

TEST(SqlSplitter, KeepsATriggerWithItsBody) {
  expect_one("CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET b = 1; DELETE FROM c; END",
             sqlite_syntax());
  expect_one(
      "CREATE TEMP TRIGGER IF NOT EXISTS t AFTER INSERT ON a WHEN CASE WHEN new.b THEN 1 END "
      "BEGIN SELECT CASE WHEN 1 THEN 2 ELSE 3 END; END",
      sqlite_syntax());
  expect_one(
      "CREATE OR REPLACE DEFINER=`a`@`%` TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN "
      "SET NEW.b = 1; END",
      mysql_syntax());
  expect_one(
      "CREATE DEFINER = root@localhost TRIGGER t BEFORE INSERT ON a FOR EACH ROW "
      "BEGIN SET NEW.b = 1; END",
      mysql_syntax());
}

TEST(SqlSplitter, CutsATriggerWithoutABlockAtItsSemicolon) {
  expect_one("CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.b = IF(NEW.c, 1, 2)",
             mysql_syntax());
  expect_one("CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION f()",
             postgresql_syntax());
}

TEST(SqlSplitter, KeepsNestedBlocksAndControlStatements) {
  expect_one(R"(CREATE PROCEDURE p(IN a INT)
outer_block: BEGIN
  DECLARE done INT DEFAULT 0;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = 1;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; END;
  IF a = 1 THEN SELECT 1; ELSEIF a = 2 THEN BEGIN SELECT 2; END; ELSE SELECT 3; END IF;
  read_loop: LOOP IF done THEN LEAVE read_loop; END IF; END LOOP read_loop;
  WHILE a < 10 DO SET a = a + 1; END WHILE;
  REPEAT SET a = a - 1; UNTIL a = CASE WHEN done THEN 0 ELSE 1 END END REPEAT;
  CASE a WHEN 1 THEN SELECT 1; ELSE BEGIN END; END CASE;
  SET a = CASE WHEN a THEN CASE a WHEN 1 THEN 2 END ELSE 3 END;
  DROP TABLE IF EXISTS t;
END outer_block)",
             mysql_syntax());
}

TEST(SqlSplitter, TakesBeginAndEndAsNamesWhereTheyAreNames) {
  expect_one(
      "CREATE PROCEDURE p(begin INT, end INT) BEGIN SELECT t.begin, begin, end FROM t "
      "WHERE end > 1 ORDER BY begin; SELECT 1; END",
      mysql_syntax());
}

TEST(SqlSplitter, KeepsAControlStatementThatIsTheBody) {
  expect_one(
      "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW IF NEW.b IS NULL THEN "
      "SET NEW.b = 1; IF NEW.c THEN SET NEW.c = 2; END IF; END IF",
      mysql_syntax());
  expect_one("CREATE PROCEDURE p() WHILE x() DO SELECT 1; END WHILE", mysql_syntax());
  expect_one("CREATE PROCEDURE p() l: LOOP SELECT 1; LEAVE l; END LOOP", mysql_syntax());
  expect_one(
      "CREATE FUNCTION f(a INT) RETURNS INT CASE a WHEN 1 THEN RETURN 1; ELSE RETURN 2; END CASE",
      mysql_syntax());
}

TEST(SqlSplitter, KeepsATriggerOnATableWithTheNameOfAControlStatement) {
  expect_one("CREATE TRIGGER t AFTER INSERT ON loop BEGIN DELETE FROM while; END", sqlite_syntax());
}

TEST(SqlSplitter, KeepsEventsAndBlocksThatStandAlone) {
  expect_one("CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM a; DELETE FROM b; END",
             mysql_syntax());
  expect_one("ALTER EVENT e DO BEGIN DELETE FROM a; END", mysql_syntax());
  expect_one("BEGIN NOT ATOMIC DECLARE a INT; SET a = 1; END", mysql_syntax());
}

TEST(SqlSplitter, KeepsAPackageWithItsRoutines) {
  expect_one("CREATE PACKAGE p AS PROCEDURE a; FUNCTION b RETURN INT; END", mysql_syntax());
  expect_one(
      "CREATE OR REPLACE PACKAGE BODY p AS x INT; PROCEDURE a AS y INT; BEGIN SELECT 1; END; "
      "FUNCTION b RETURN INT AS BEGIN RETURN 1; END b; BEGIN SET x = 1; END p",
      mysql_syntax());
}

TEST(SqlSplitter, KeepsAtomicBodies) {
  expect_one(
      "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC "
      "INSERT INTO t VALUES (1); SELECT CASE WHEN a > 0 THEN 1 ELSE 2 END; END",
      postgresql_syntax());
  expect_one("CREATE PROCEDURE p() BEGIN ATOMIC END", postgresql_syntax());
  expect_one("CREATE FUNCTION begin() RETURNS int LANGUAGE sql AS 'SELECT 1'", postgresql_syntax());
}

TEST(SqlSplitter, CutsAtTheMarkThatDelimiterSets) {
  const auto statements = split_script(
      "DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END//\n\n"
      "DELIMITER ;\nSELECT 2;",
      mysql_syntax());
  ASSERT_THAT(statements, SizeIs(2));
  EXPECT_EQ(statements[0].text, "CREATE PROCEDURE p() BEGIN SELECT 1; END");
  EXPECT_EQ(statements[0].line, 2);
  EXPECT_EQ(statements[1].text, "SELECT 2");
}

TEST(SqlSplitter, KnowsEveryWayToWriteADelimiter) {
  for (const std::string mark : {"$$", "//", "|", ";;", "go", "\\\\"}) {
    EXPECT_THAT(texts("delimiter " + mark + "\r\nCREATE x 1; y " + mark + "\r\nSELECT 2" + mark,
                      mysql_syntax()),
                ElementsAre("CREATE x 1; y", "SELECT 2"))
        << mark;
  }
  EXPECT_THAT(texts("DELIMITER '//'\nSELECT 1// SELECT 2//", mysql_syntax()), SizeIs(2));
}

TEST(SqlSplitter, DropsASemicolonInFrontOfAnotherMark) {
  EXPECT_THAT(texts("DELIMITER //\nCREATE VIEW v AS SELECT 1; //", mysql_syntax()),
              ElementsAre("CREATE VIEW v AS SELECT 1"));
}

TEST(SqlSplitter, CutsPlainStatementsAtSemicolonsUnderAnotherMarkToo) {
  EXPECT_THAT(
      texts("DELIMITER //\nDROP PROCEDURE IF EXISTS p; CREATE PROCEDURE p() BEGIN SELECT 1; "
            "END//",
            mysql_syntax()),
      ElementsAre("DROP PROCEDURE IF EXISTS p", "CREATE PROCEDURE p() BEGIN SELECT 1; END"));
}

TEST(SqlSplitter, TrustsTheMarkOfTheScriptMoreThanItsOwnReading) {
  EXPECT_THAT(
      texts("DELIMITER ;;\n/*!50003 CREATE*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH "
            "ROW BEGIN SET NEW.b = 1; END */;;\nDELIMITER ;\n",
            mysql_syntax()),
      SizeIs(1));
  EXPECT_THAT(texts("DELIMITER //\nCREATE PROCEDURE p() FOR x IN (1) DO SELECT 1; END FOR//",
                    mysql_syntax()),
              SizeIs(1));
}

TEST(SqlSplitter, DropsABackslashAtTheEndOfALineAsTheClientDoes) {
  EXPECT_THAT(texts("SELECT \\\r\n1, '\\\n' \\\n; \\\nSELECT 2", mysql_syntax()),
              ElementsAre("SELECT \r\n1, '\\\n' ", "SELECT 2"));
  EXPECT_THAT(texts("SELECT \\N, \\\n1", mysql_syntax()), ElementsAre("SELECT \\N, \n1"));
}

TEST(SqlSplitter, KeepsExecutableCommentsAsStatements) {
  EXPECT_THAT(
      texts("/*!40101 SET NAMES utf8 */;\nCREATE TABLE t (a INT) /*!50100 ENGINE=x */;",
            mysql_syntax()),
      ElementsAre("/*!40101 SET NAMES utf8 */", "CREATE TABLE t (a INT) /*!50100 ENGINE=x */"));
}

TEST(SqlSplitter, MarksClientCommands) {
  const auto statements =
      split_script("\\set ON_ERROR_STOP on\nSELECT 1\n\\gset\nSELECT 2;", postgresql_syntax());
  ASSERT_THAT(statements, SizeIs(4));
  EXPECT_TRUE(statements[0].client_command);
  EXPECT_EQ(statements[0].text, "\\set ON_ERROR_STOP on");
  EXPECT_FALSE(statements[1].client_command);
  EXPECT_TRUE(statements[2].client_command);
  EXPECT_EQ(statements[3].text, "SELECT 2");
}

TEST(SqlSplitter, GivesTheRowsOfCopyWithTheirStatement) {
  const auto statements =
      split_script("COPY t FROM stdin;\n1\ta;b\n2\t\\N\n\\.\n\nCOPY u FROM stdin;\n\\.\nSELECT 1;",
                   postgresql_syntax());
  ASSERT_THAT(statements, SizeIs(3));
  EXPECT_EQ(statements[0].text, "COPY t FROM stdin");
  EXPECT_EQ(statements[0].rows, ";\n1\ta;b\n2\t\\N\n");
  EXPECT_EQ(statements[1].rows, "");
  EXPECT_EQ(statements[2].text, "SELECT 1");
}

TEST(SqlSplitter, LosesNoRowsInAScriptThatIsNotClosed) {
  const auto statements = split_script("x (; COPY t FROM stdin;\n1\n\\.\nb;", postgresql_syntax());
  ASSERT_THAT(statements, SizeIs(2));
  EXPECT_EQ(statements[0].text, "x (; COPY t FROM stdin");
  EXPECT_EQ(statements[0].rows, ";\n1\n");
  EXPECT_EQ(statements[1].text, "b");
}

TEST(SqlSplitter, SplitsABodyOfAnyDepthWithoutTouchingTheStack) {
  std::string body;
  for (int i = 0; i < 100'000; ++i) body += "BEGIN ";
  for (int i = 0; i < 100'000; ++i) body += i == 0 ? "END" : "; END";
  expect_one("CREATE PROCEDURE p() " + body, mysql_syntax());
}

}  // namespace
}  // namespace whimbrel
