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

  // The relations and types of the schemas that the tests make, with their columns.
  std::string all_objects_of_schemas() {
    return value_of(database,
                    "SELECT string_agg(n.nspname || '.' || c.relname || ' ' || c.relkind::text ||"
                    " ' ' || coalesce((SELECT string_agg(format_type(atttypid, atttypmod), ','"
                    " ORDER BY attnum) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0"
                    " AND NOT attisdropped), ''), '; ' ORDER BY n.nspname,"
                    " c.relname) || (SELECT string_agg("
                    "enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum) FROM pg_class c"
                    " JOIN pg_namespace n ON n.oid = c.relnamespace"
                    " WHERE n.nspname IN ('shop', 'reports')");
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
  run_script(database, "ALTER TABLE shop.items DROP COLUMN name");
  EXPECT_THAT(project.expect(3, {"check"}).out, HasSubstr("add_column shop.items.name"));
}

TEST_F(PostgresqlDesiredScript, MakesSchemasAndExtensionsThatTheDatabaseLacks) {
  want(kSchemaAndExtension);
  project.reach_the_desired_schema("shop");
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'shop'"), "1");
  project.succeed({"downgrade", "base"});
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM pg_namespace WHERE nspname = 'shop'"), "0");
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM pg_extension WHERE extname = 'citext'"), "0");
}

TEST_F(PostgresqlDesiredScript, ChangesTablesViewsAndTypesOfItsSchemas) {
  run_script(database,
             "CREATE SCHEMA shop; CREATE TYPE shop.kind AS ENUM ('a'); CREATE TABLE shop.items"
             " (id integer, kind shop.kind); CREATE VIEW shop.v AS SELECT id FROM shop.items;"
             "CREATE TABLE shop.gone (id integer)");
  want(
      "CREATE SCHEMA shop; CREATE SCHEMA reports; CREATE TYPE shop.kind AS ENUM ('a', 'b');\n"
      "CREATE TABLE shop.items (id bigint PRIMARY KEY, kind shop.kind);\n"
      "CREATE VIEW shop.v AS SELECT id, kind FROM shop.items;\n"
      "CREATE VIEW reports.r AS SELECT id FROM shop.v;\n");
  const std::string before = all_objects_of_schemas();
  project.reach_the_desired_schema("shop");
  EXPECT_THAT(all_objects_of_schemas(), HasSubstr("reports.r"));
  EXPECT_THAT(all_objects_of_schemas(), Not(HasSubstr("shop.gone")));
  project.succeed({"downgrade", "base"});
  EXPECT_EQ(all_objects_of_schemas(), before);
}

TEST_F(PostgresqlDesiredScript, LeavesOtherSchemasAloneAndNamesThem) {
  run_script(database, "CREATE SCHEMA audit; CREATE TABLE audit.log (id integer)");
  want("CREATE SCHEMA shop; CREATE TABLE shop.items (id integer);\n");
  const CommandResult made = project.run({"revision", "--autogenerate", "-m", "shop"});
  EXPECT_THAT(made.err, HasSubstr("unsupported: schema 'audit' of the database is not in"));
  project.succeed({"upgrade", "head"});
  project.succeed({"check"});
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM audit.log"), "0");
}

TEST_F(PostgresqlDesiredScript, MayCountOnSchemasThatTheDatabaseHas) {
  run_script(database, "CREATE SCHEMA shop; CREATE SCHEMA audit; CREATE TABLE audit.log (a int)");
  want("CREATE TABLE shop.items (id integer);\n");
  project.reach_the_desired_schema("items");
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM shop.items"), "0");
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM audit.log"), "0");
}

TEST_F(PostgresqlDesiredScript, AYamlSchemaIsAboutTheSchemasOfItsTables) {
  run_script(database, "CREATE SCHEMA audit; CREATE TABLE audit.log (id integer)");
  project.reach(
      "schemas: {shop: {}}\n"
      "tables:\n  shop.items: {columns: {id: {type: bigint, primary_key: true}}}\n");
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM shop.items"), "0");
  project.reach("schemas: {shop: {}}\ntables:\n  shop.items: {columns: {id: {type: integer}}}\n");
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM audit.log"), "0");
  project.succeed({"downgrade", "base"});
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM pg_namespace WHERE nspname = 'shop'"), "0");
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
