#include "whimbrel/diff/schema_script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/example_syntax.h"
#include "whimbrel/core/error.h"

namespace whimbrel::test {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> kept(const std::string& script) {
  Syntax syntax = mysql_syntax();
  syntax.schema_is_database = true;
  std::vector<std::string> texts;
  for (const auto& each : schema_script(script, syntax, "desired.sql", "shop").statements)
    texts.push_back(each.text);
  return texts;
}

TEST(SchemaScript, MeansItsOwnPlaceWhereItNamesTheDatabaseAtHand) {
  EXPECT_THAT(kept("CREATE TABLE shop.a (id int); CREATE VIEW `shop`.v AS SELECT id FROM shop.a;"),
              ElementsAre("CREATE TABLE a (id int)", "CREATE VIEW v AS SELECT id FROM a"));
}

TEST(SchemaScript, KeepsAnAliasThatIsCalledAsTheDatabaseIs) {
  EXPECT_THAT(kept("CREATE VIEW v AS SELECT shop.id FROM a AS shop"),
              ElementsAre("CREATE VIEW v AS SELECT shop.id FROM a AS shop"));
}

TEST(SchemaScript, MayQualifyColumnsInTheTextOfAViewOrTrigger) {
  const std::string view = "CREATE OR REPLACE VIEW v AS SELECT u.id FROM users AS u";
  const std::string trigger =
      "CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW SET NEW.a = NEW.b";
  EXPECT_THAT(kept(view + ";" + trigger), ElementsAre(view, trigger));
}

TEST(SchemaScript, KeepsPrivilegesWhereTheyBelongToTheDatabase) {
  const std::string script = "CREATE TABLE a (id int); GRANT SELECT ON a TO reader;";
  const SchemaScript one = schema_script(script, postgresql_syntax(), "desired.sql");
  EXPECT_EQ(one.statements.size(), 2U);
  EXPECT_TRUE(one.grants);
  Syntax of_server = mysql_syntax();
  of_server.schema_is_database = true;
  const SchemaScript other = schema_script(script, of_server, "desired.sql");
  EXPECT_EQ(other.statements.size(), 1U);
  EXPECT_FALSE(other.grants);
}

TEST(SchemaScript, RefusesToDefineAnythingInAnotherDatabase) {
  for (const char* script : {"CREATE TABLE other.a (id int)", "CREATE VIEW other.v AS SELECT 1",
                             "CREATE TRIGGER t AFTER INSERT ON other.users FOR EACH ROW SET @a = 1",
                             "CREATE INDEX i ON other.users (id)", "DROP TABLE a, other.b"}) {
    SCOPED_TRACE(script);
    EXPECT_THROW(kept(script), Error);
  }
}

}  // namespace
}  // namespace whimbrel::test
