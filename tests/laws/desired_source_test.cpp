// The desired schema from another target, from a program, from a folder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* kLibrary = R"yaml(tables:
  members:
    columns:
      id: {type: integer, primary_key: true, autoincrement: true}
      email: {type: varchar(254), nullable: false, unique: true}
      joined_at: {type: timestamp, nullable: false, default: {expression: CURRENT_TIMESTAMP}}
  loans:
    columns:
      member_id: {type: integer, nullable: false}
      number: {type: smallint, nullable: false}
      fee: {type: "numeric(8,2)", nullable: false, default: 0.5}
      "paid \"now\"": {type: boolean, nullable: false, default: false}
    primary_key: [member_id, number]
    foreign_keys:
      fk_member: {columns: [member_id], references: {table: members, columns: [id]}, on_delete: cascade}
    indexes: {ix_loans_fee: {columns: [fee]}}
)yaml";

constexpr const char* kWithCheck = R"yaml(tables:
  fees:
    columns:
      id: {type: integer, primary_key: true}
      amount: {type: "numeric(8,2)", nullable: false}
    checks: {ck_amount: "amount > 0"}
)yaml";

class DesiredSource : public ::testing::Test {
 protected:
  /// Brings a database to a schema in YAML, under a version table of its own.
  static void build(const FreshDatabase& database, std::string_view schema) {
    Project project(database);
    project.reach(schema);
  }
  /// The configuration with this desired schema and two targets.
  void configure(const std::string& schema, const FreshDatabase& other) {
    project_.write("whimbrel.yaml",
                   "version: 1\nschema: " + schema +
                       "\ndefault_target: dev\ntargets:\n  dev: {url: \"${DATABASE_URL}\"}\n"
                       "  other: {url: '" +
                       other.url().reveal() + "'}\n");
  }

  FreshDatabase database_;
  Project project_{database_};
};

TEST_F(DesiredSource, OfAnotherTargetOfTheSameDialectIsReachedAndLeft) {
  const FreshDatabase other;
  build(other, kLibrary);
  run_script(other,
             "CREATE TABLE counted (n integer, CONSTRAINT ck_n CHECK (n > 0 AND n IN (1, 2, 3)))");
  configure("{target: other}", other);
  project_.reach_the_desired_schema("As the other one is");
  EXPECT_EQ(project_.inspect(), project_.succeed({"inspect", "--target", "other"}));

  run_script(other, "DROP TABLE counted");
  EXPECT_THAT(project_.expect(3, {"check"}).out, HasSubstr("drop_table counted"));
  project_.reach_the_desired_schema("Without the count");
  project_.succeed({"downgrade", "base"});
  EXPECT_THAT(all_rows(database_), IsEmpty());
  EXPECT_THAT(all_objects(other), Contains("loans"));
}

TEST_F(DesiredSource, OfAnotherTargetHasNotTheTablesOfTheTool) {
  const FreshDatabase other;
  build(other, "tables: {a: {columns: {id: {type: integer}}}}");
  configure("{target: other}", other);
  project_.reach_the_desired_schema("One table");
  EXPECT_THAT(all_rows(database_), SizeIs(1));
}

TEST_F(DesiredSource, IsNotTheTargetItself) {
  const FreshDatabase other;
  configure("{target: dev}", other);
  EXPECT_THAT(project_.expect(2, {"check"}).err, HasSubstr("the database at hand"));
}

TEST_F(DesiredSource, OfAnotherDialectIsReachedWhereItIsPortable) {
  const FreshDatabase other("sqlite");
  build(other, kLibrary);
  configure("{target: other}", other);
  project_.reach_the_desired_schema("As the file is");
  run_script(database_,
             "INSERT INTO members (id, email) VALUES (7, 'a@b.c');"
             "INSERT INTO loans (member_id, number) VALUES (7, 1)");
  EXPECT_EQ(value_of(database_, "SELECT fee FROM loans").substr(0, 3), "0.5");
  // And the way from here to a file.
  const FreshDatabase file("sqlite");
  Project back(file);
  back.write("whimbrel.yaml",
             "version: 1\nschema: {target: here}\ndefault_target: dev\ntargets:\n"
             "  dev: {url: \"${DATABASE_URL}\"}\n  here: {url: '" +
                 database_.url().reveal() + "'}\n");
  back.reach_the_desired_schema("And back");
  run_script(file, "INSERT INTO members (id, email) VALUES (7, 'a@b.c')");
}

TEST_F(DesiredSource, OfAnotherDialectNamesWhatIsNotPortable) {
  const FreshDatabase other("sqlite");
  run_script(other,
             "CREATE TABLE shapes (id integer PRIMARY KEY, outline HEXAGON, name text COLLATE "
             "NOCASE); CREATE TABLE fine (id integer)");
  configure("{target: other}", other);
  if (dialect_under_test() == "sqlite") {
    project_.reach_the_desired_schema("The same dialect has it");
    return;
  }
  const CommandResult refused = project_.expect(1, {"check"});
  EXPECT_THAT(refused.err,
              AllOf(HasSubstr("not portable"), HasSubstr("column 'shapes.outline'"),
                    HasSubstr("column 'shapes.name' with collation"), Not(HasSubstr("fine"))));
  EXPECT_THAT(all_objects(database_), IsEmpty());
}

TEST_F(DesiredSource, OfAnotherDialectTakesAConditionOverAsItIsWrittenThere) {
  const FreshDatabase other("sqlite");
  build(other, kWithCheck);
  configure("{target: other}", other);
  project_.reach_the_desired_schema("With a check");
  EXPECT_THROW(run_script(database_, "INSERT INTO fees VALUES (1, -1)"), std::exception);
}

TEST_F(DesiredSource, FromAProgramIsReachedLikeAFile) {
  const FreshDatabase other;
  project_.write(
      "print.sh",
      "echo 'CREATE TABLE '$1' (id integer PRIMARY KEY, n integer NOT NULL DEFAULT 3);'\n"
      "echo 'CREATE INDEX ix ON '$1' (n);'\necho 'to be ignored' >&2\n");
  configure("{command: [sh, print.sh, 'of_{target}_{dialect}']}", other);
  project_.reach_the_desired_schema("As it prints");
  EXPECT_THAT(all_objects(database_), Contains("of_dev_" + dialect_under_test()));
  project_.succeed({"downgrade", "base"});
  EXPECT_THAT(all_rows(database_), IsEmpty());
}

TEST_F(DesiredSource, FromAProgramNamesTheStatementThatTheDatabaseRefuses) {
  const FreshDatabase other;
  configure("{command: [printf, 'CREATE TABLE a (id integer);\\n\\nCREATE TABLE b (id']}", other);
  EXPECT_THAT(project_.expect(1, {"check"}).err,
              AllOf(HasSubstr(":3"), HasSubstr("CREATE TABLE b (id")));
}

TEST_F(DesiredSource, OfAFolderIsOneSchema) {
  const FreshDatabase other;
  configure("schema/", other);
  project_.write("schema/b_orders.yaml",
                 "tables: {orders: {columns: {id: {type: integer, primary_key: true}, user_id: "
                 "{type: integer, references: {table: users, column: id}}}}}\n");
  project_.write("schema/a_users.yml",
                 "tables: {users: {columns: {id: {type: integer, primary_key: true}}}}\n");
  project_.write("schema/README.md", "About these tables.\n");
  project_.reach_the_desired_schema("A folder");
  EXPECT_THAT(all_objects(database_), AllOf(Contains("orders"), Contains("users")));
}

}  // namespace
}  // namespace whimbrel::test
