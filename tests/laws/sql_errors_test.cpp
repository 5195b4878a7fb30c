// What a refused SQL migration says: the place in the file, as exact as the database tells it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;

std::string error_of(const std::string& sections) {
  const FreshDatabase database;
  Project project(database);
  project.add_sql_revision("a1", "", sections);
  return project.expect(1, {"upgrade"}).err;
}

// add_sql_revision writes two lines before the sections.
TEST(SqlErrors, ASyntaxErrorIsNamedWithItsLineAndColumn) {
  EXPECT_THAT(error_of("-- whimbrel: upgrade\n"
                       "CREATE TABLE a (id integer);  CREATE TABLE b (\n"
                       "  id integer,\n"
                       "  number integer NOT NOT NULL\n"
                       ");\n"),
              HasSubstr("error: migrations/a1.sql:6:" + for_this_dialect({{"postgresql", "22: "},
                                                                          {"mysql", "22: "},
                                                                          {"mariadb", "22: "},
                                                                          {"sqlite", "22: "}})));
}

TEST(SqlErrors, AnUnfinishedStatementIsNamed) {
  EXPECT_THAT(error_of("-- whimbrel: upgrade\n"
                       "CREATE TABLE a (\n"
                       "  id integer\n"),
              HasSubstr("error: migrations/a1.sql:"));
}

TEST(SqlErrors, AColumnThatIsNotKnownIsNamedAsFarAsTheDatabaseTells) {
  EXPECT_THAT(error_of("-- whimbrel: upgrade\n"
                       "CREATE TABLE a (id integer);\n"
                       "INSERT INTO a VALUES ('1');\n"
                       "   UPDATE a SET id = 3\n"
                       "   WHERE nothing = 1;\n"),
              HasSubstr("error: migrations/a1.sql:" + for_this_dialect({{"postgresql", "7:10: "},
                                                                        {"sqlite", "7:10: "},
                                                                        {"mysql", "6:4: "},
                                                                        {"mariadb", "6:4: "}})));
}

TEST(SqlErrors, CharactersCountAndNotBytes) {
  EXPECT_THAT(
      error_of("-- whimbrel: upgrade\n"
               "CREATE TABLE a (id integer); /* \xC3\xA9\xC3\xA9 */ UPDATE nowhere SET a = 1;\n"),
      HasSubstr("error: migrations/a1.sql:4:" + for_this_dialect({{"postgresql", "46: "},
                                                                  {"sqlite", "39: "},
                                                                  {"mysql", "39: "},
                                                                  {"mariadb", "39: "}})));
}

TEST(SqlErrors, TheStatementIsShownAndNoneOfItsHundredLinesHidesTheRest) {
  std::string statement = "INSERT INTO nowhere VALUES (";
  for (int i = 0; i < 100; ++i) statement += "\n  " + std::to_string(i) + ",";
  const std::string error = error_of("-- whimbrel: upgrade\n" + statement + " 100);\n");
  EXPECT_THAT(error, HasSubstr("statement: INSERT INTO nowhere VALUES ("));
  EXPECT_THAT(error, HasSubstr("..."));
  EXPECT_LT(split(error, '\n').size(), 25u);
}

TEST(SqlErrors, SqlInAYamlRevisionIsNamedByItsOperationAndThePlaceInIt) {
  const FreshDatabase database;
  Project project(database);
  project.add_revision("a1", "",
                       "upgrade:\n"
                       "  - execute: |\n"
                       "      SELECT 1;\n"
                       "      CREATE TABLE a (id integer,\n"
                       "        number integer NOT NOT NULL);\n");
  const std::string error = project.expect(1, {"upgrade"}).err;
  EXPECT_THAT(error, HasSubstr("error: migrations/a1.yaml:5:"));
  EXPECT_THAT(error, HasSubstr("line 2, column "));
}

TEST(SqlErrors, TheWayDownIsNamedLikeTheWayUp) {
  const FreshDatabase database;
  Project project(database);
  project.add_sql_revision("a1", "",
                           "-- whimbrel: upgrade\n"
                           "CREATE TABLE a (id integer);\n"
                           "-- whimbrel: downgrade\n"
                           "DROP TABLE a;\n"
                           "  DROP TABLE nowhere;\n");
  project.succeed({"upgrade"});
  EXPECT_THAT(project.expect(1, {"downgrade", "base"}).err,
              HasSubstr("error: migrations/a1.sql:7:3: "));
}

// What drivers, client programs and templates take for parameters.
TEST(SqlErrors, NoSignInTheTextMeansAnythingToTheTool) {
  const FreshDatabase database;
  Project project(database);
  project.add_sql_revision("a1", "",
                           "-- whimbrel: upgrade\n"
                           "CREATE TABLE a (id integer, body varchar(200));\n"
                           "INSERT INTO a VALUES (1, ':name :''quoted'' ? ?1 % %s %(name)s $1 ${X}"
                           " {{ y }} @v #'), (7 % 4, '%');\n");
  project.succeed({"upgrade"});
  EXPECT_EQ(value_of(database, "SELECT body FROM a WHERE id = 1"),
            ":name :'quoted' ? ?1 % %s %(name)s $1 ${X} {{ y }} @v #");
  EXPECT_EQ(value_of(database, "SELECT body FROM a WHERE id = 3"), "%");
}

}  // namespace
}  // namespace whimbrel::test
