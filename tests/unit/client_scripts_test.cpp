// How each plugin writes for its client program; that the programs take it is a law of its own.
#include "whimbrel/dialect/client_scripts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/dialect_fixture.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const ClientScripts& scripts(std::string_view dialect) {
  return *ability<ClientScripts>(test_dialect(dialect));
}

std::string written(std::string_view dialect, std::string_view sql) {
  return std::get<std::string>(scripts(dialect).statement(sql));
}

TEST(ClientScripts, EndAPlainStatementWithASemicolon) {
  for (const char* dialect : {"sqlite", "postgresql", "mysql", "mariadb"})
    EXPECT_EQ(written(dialect, "SELECT 'a;b' -- c;\n, 1"), "SELECT 'a;b' -- c;\n, 1;\n") << dialect;
}

TEST(ClientScripts, GiveABodyAMarkThatItDoesNotHold) {
  for (const char* dialect : {"mysql", "mariadb"}) {
    EXPECT_EQ(written(dialect, "CREATE PROCEDURE p() BEGIN SELECT 1; END"),
              "DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END\n//\nDELIMITER ;\n");
    EXPECT_THAT(written(dialect, "CREATE PROCEDURE p() BEGIN SELECT '//$$||||'; END"),
                HasSubstr("DELIMITER //whimbrel//\n"));
    EXPECT_THAT(written(dialect, "/*!50003 CREATE PROCEDURE p() BEGIN SELECT 1; END */"),
                HasSubstr("DELIMITER //\n"));
  }
}

TEST(ClientScripts, HideWhatTheProgramWouldReadItself) {
  EXPECT_EQ(written("mysql", "SELECT 'a\r\nb', delimiter FROM t"),
            "SELECT 'a\\r\nb', delimiter/**/ FROM t;\n");
  EXPECT_EQ(written("postgresql", "SELECT a[1:n], b::int, ':n' FROM t"),
            "SELECT a[1: n], b::int, ':n' FROM t;\n");
  EXPECT_EQ(written("sqlite", "SELECT 4\n/\n2, '\n/\n'"), "SELECT 4\n/**/ /\n2, '\n/\n';\n");
}

TEST(ClientScripts, SayWhatTheProgramCannotRead) {
  const auto answer = scripts("sqlite").statement("INSERT INTO t VALUES ('a\r\nb')");
  ASSERT_TRUE(std::holds_alternative<Unsupported>(answer));
  EXPECT_THAT(std::get<Unsupported>(answer).reason, HasSubstr("char(13)"));
}

TEST(ClientScripts, TellNobodyWhereTheDatabaseIs) {
  for (const std::string dialect : {"sqlite", "postgresql", "mysql", "mariadb"}) {
    Endpoint endpoint = parse_url(Secret(dialect + "://me:hush@there:1/place"));
    endpoint.lock_timeout = std::chrono::seconds(3);
    const std::string opening = scripts(dialect).opening(endpoint);
    EXPECT_THAT(opening, Not(HasSubstr("hush")));
    EXPECT_THAT(opening, Not(HasSubstr("there")));
    EXPECT_THAT(opening, HasSubstr("3")) << "the limit";
  }
}

TEST(ClientScripts, MakeATableOnlyWhereThereIsNone) {
  EXPECT_EQ(scripts("sqlite").unless_exists("CREATE TABLE a (b int)"),
            "CREATE TABLE IF NOT EXISTS a (b int)");
}

}  // namespace
}  // namespace whimbrel::test
