// A desired schema in SQL, where the database already has what the script makes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class PostgresqlDesiredScript : public ::testing::Test {
 protected:
  void want(const std::string& script) {
    project.write("whimbrel.yaml",
                  "version: 1\nschema: desired.sql\ntargets:\n  dev: {url: \"${DATABASE_URL}\"}\n");
    project.write("desired.sql", script);
  }

  const FreshDatabase database{"postgresql"};
  Project project{database};
};

constexpr const char* kSchemaAndExtension = R"(CREATE SCHEMA shop;
CREATE EXTENSION citext;
CREATE TABLE shop.items (id integer PRIMARY KEY, name citext NOT NULL);
)";

TEST_F(PostgresqlDesiredScript, MakesSchemasAndExtensionsThatTheDatabaseHas) {
  run_script(database, kSchemaAndExtension);
  want(kSchemaAndExtension);
  project.succeed({"check"});
}

TEST_F(PostgresqlDesiredScript, MayCountOnExtensionsThatTheDatabaseHas) {
  run_script(database, "CREATE EXTENSION citext; CREATE TABLE items (name citext)");
  want("CREATE TABLE items (name citext);");
  project.succeed({"check"});
}

TEST_F(PostgresqlDesiredScript, NamesWhatTheDatabaseHasBesideAndCannotBeCompared) {
  const std::string collation = "CREATE COLLATION german FROM \"C\";\n";
  run_script(database, collation);
  want("CREATE TABLE items (name text);\n");
  const std::string dropped = "unsupported: collation 'german' of the database is not in";
  EXPECT_THAT(project.expect(3, {"check"}).err, HasSubstr(dropped));
  want(collation + "CREATE TABLE items (name text);\n");
  EXPECT_THAT(project.expect(3, {"check"}).err, Not(HasSubstr(dropped)));
}

}  // namespace
}  // namespace whimbrel::test
