// Taking over a database that exists, from its own SQL or as it stands.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// A database as somebody else may have left it, in the dialect's own words.
std::string legacy_sql() {
  return for_this_dialect({{"sqlite", R"(
CREATE TABLE "Customer" (
  "Id" INTEGER PRIMARY KEY AUTOINCREMENT,
  name NVARCHAR(80) NOT NULL COLLATE NOCASE DEFAULT 'it''s',
  joined DATETIME DEFAULT (datetime('now')),
  score REAL CHECK (score >= 0.0),
  UNIQUE (name)
);
CREATE TABLE legacy_log (line TEXT, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE invoices (
  id INTEGER NOT NULL, nr INT NOT NULL, customer INTEGER REFERENCES "Customer" ON DELETE CASCADE,
  total DECIMAL(10, 2), PRIMARY KEY (id, nr));
CREATE UNIQUE INDEX ix_invoices ON invoices (customer, total DESC) WHERE total > 0;
)"},
                           {"postgresql", R"(
CREATE TABLE "Customer" (
  "Id" serial PRIMARY KEY,
  name varchar(80) NOT NULL DEFAULT 'it''s',
  joined timestamptz DEFAULT now(),
  score real CHECK (score >= 0.0),
  tags text[] NOT NULL DEFAULT '{}',
  UNIQUE (name)
);
CREATE TABLE legacy_log (line text, at timestamp DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE invoices (
  id bigint GENERATED ALWAYS AS IDENTITY, nr int NOT NULL,
  customer int REFERENCES "Customer" ON DELETE CASCADE,
  total numeric(10, 2), PRIMARY KEY (id, nr));
CREATE UNIQUE INDEX ix_invoices ON invoices (customer, total DESC) WHERE total > 0;
CREATE INDEX ix_customer_lower ON "Customer" (lower(name));
)"},
                           {"mysql", R"(
CREATE TABLE `Customer` (
  `Id` int unsigned NOT NULL AUTO_INCREMENT,
  name varchar(80) CHARACTER SET latin1 NOT NULL DEFAULT 'it''s',
  joined datetime DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  score float CHECK (score >= 0.0),
  kind enum('a','b') NOT NULL DEFAULT 'a',
  PRIMARY KEY (`Id`), UNIQUE KEY (name)
) COMMENT 'who buys';
CREATE TABLE legacy_log (line text, at timestamp DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE invoices (
  id bigint NOT NULL, nr int NOT NULL, customer int unsigned,
  total decimal(10, 2), PRIMARY KEY (id, nr),
  CONSTRAINT fk_c FOREIGN KEY (customer) REFERENCES `Customer` (`Id`) ON DELETE CASCADE);
CREATE INDEX ix_invoices ON invoices (customer, total DESC);
)"},
                           {"mariadb", R"(
CREATE TABLE `Customer` (
  `Id` int unsigned NOT NULL AUTO_INCREMENT,
  name varchar(80) CHARACTER SET latin1 NOT NULL DEFAULT 'it''s',
  joined datetime DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  score float CHECK (score >= 0.0),
  kind enum('a','b') NOT NULL DEFAULT 'a',
  PRIMARY KEY (`Id`), UNIQUE KEY (name)
) COMMENT 'who buys';
CREATE TABLE legacy_log (line text, at timestamp DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE invoices (
  id bigint NOT NULL, nr int NOT NULL, customer int unsigned,
  total decimal(10, 2), PRIMARY KEY (id, nr),
  CONSTRAINT fk_c FOREIGN KEY (customer) REFERENCES `Customer` (`Id`) ON DELETE CASCADE);
CREATE INDEX ix_invoices ON invoices (customer, total DESC);
)"}});
}

TEST(WorkflowAdoption, WhatInspectPrintsIsAlreadyThere) {
  const FreshDatabase database;
  run_script(database, legacy_sql());
  Project project(database);
  project.want(project.inspect());
  EXPECT_THAT(project.succeed({"check"}), HasSubstr("No difference"));
  project.succeed({"revision", "--autogenerate", "-m", "Nothing"});
  EXPECT_THAT(project.revision_files(), IsEmpty());
}

// Constraints that have no name in the original have one in the copy, so the texts may differ.
TEST(WorkflowAdoption, WhatInspectPrintsBuildsADatabaseThatHasIt) {
  const FreshDatabase original;
  run_script(original, legacy_sql());
  const std::string schema = Project(original).inspect();
  const FreshDatabase copy;
  Project project(copy);
  project.reach(schema);
  EXPECT_EQ(all_objects(copy).size(), all_objects(original).size() + 2);
  project.want(project.inspect());
  project.succeed({"check"});
}

TEST(WorkflowAdoption, AnAdoptedDatabaseGrowsWithoutOneDrop) {
  const FreshDatabase database;
  run_script(database, legacy_sql());
  Project project(database);
  project.reach(project.inspect() +
                "  reviews:\n    columns:\n      id: {type: uuid, primary_key: true}\n");
  const std::vector<std::string> files = project.revision_files();
  ASSERT_EQ(files.size(), 1u);
  const std::string revision = project.read("migrations/" + files.front());
  EXPECT_THAT(revision.substr(0, revision.find("\ndowngrade:")), Not(HasSubstr("drop")));
  EXPECT_THAT(all_objects(database), Contains("reviews"));
  EXPECT_THAT(all_objects(database), Contains("legacy_log"));
}

TEST(WorkflowAdoption, ExcludedTablesAreNeitherSeenNorTouched) {
  const FreshDatabase database;
  run_script(database, legacy_sql());
  run_script(database, "INSERT INTO legacy_log (line) VALUES ('kept')");
  Project project(database);
  const std::string manage = "manage: {exclude: [\"legacy_*\"]}\n";
  project.want("tables: {}\n" + manage);
  project.succeed({"inspect", "--output", "schema.yaml"});
  EXPECT_THAT(project.read("schema.yaml"), Not(HasSubstr("legacy_log")));
  project.succeed({"check"});
  project.want("tables: {}\n" + manage);
  project.reach_the_desired_schema("Drop everything that is ours");
  EXPECT_EQ(value_of(database, "SELECT line FROM legacy_log"), "kept");
  EXPECT_THAT(all_objects(database), Not(Contains("invoices")));
}

TEST(WorkflowAdoption, ATableThatIsNotWantedAnyMoreIsSaidToBeDestroyed) {
  const FreshDatabase database;
  run_script(database, legacy_sql());
  Project project(database);
  const CommandResult result = project.expect(3, {"check"});
  EXPECT_THAT(result.out, HasSubstr("drop_table invoices  (destructive)"));
}

TEST(WorkflowAdoption, ASqlFileOfTheDialectIsADesiredSchema) {
  const FreshDatabase database;
  Project project(database);
  project.write("whimbrel.yaml",
                "version: 1\nschema: wanted.sql\ntargets:\n  dev: {url: \"${DATABASE_URL}\"}\n");
  project.write("wanted.sql", legacy_sql());
  project.reach_the_desired_schema("As the file says");
  const std::string built = project.inspect();
  project.write("wanted.sql", legacy_sql() + "CREATE TABLE more (id integer NOT NULL);\n");
  project.reach_the_desired_schema("One more");
  project.succeed({"downgrade", "-1"});
  EXPECT_EQ(project.inspect(), built);
}

TEST(WorkflowAdoption, ADatabaseThatTheSqlFileMadeItselfDoesNotDifferFromIt) {
  const FreshDatabase database;
  run_script(database, legacy_sql());
  Project project(database);
  project.write("whimbrel.yaml",
                "version: 1\nschema: wanted.sql\ntargets:\n  dev: {url: \"${DATABASE_URL}\"}\n");
  project.write("wanted.sql", legacy_sql());
  EXPECT_THAT(project.succeed({"check"}), HasSubstr("No difference"));
}

TEST(WorkflowAdoption, RowsInASqlFileAreNotPartOfTheDesiredSchema) {
  const FreshDatabase database;
  Project project(database);
  project.write("whimbrel.yaml",
                "version: 1\nschema: wanted.sql\ntargets:\n  dev: {url: \"${DATABASE_URL}\"}\n");
  project.write("wanted.sql", "CREATE TABLE a (id integer NOT NULL);\nINSERT INTO a VALUES (1);\n");
  project.reach_the_desired_schema("As the file says");
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM a"), "0");
}

TEST(WorkflowAdoption, AMistakeInASqlFileIsNamedWithItsLine) {
  const FreshDatabase database;
  Project project(database);
  project.write("whimbrel.yaml",
                "version: 1\nschema: wanted.sql\ntargets:\n  dev: {url: \"${DATABASE_URL}\"}\n");
  project.write("wanted.sql", "CREATE TABLE a (id integer);\nCREATE TABEL b (id integer);\n");
  const CommandResult result = project.run({"check"});
  EXPECT_THAT(result.exit_code, testing::AnyOf(1, 2));
  EXPECT_THAT(result.err, HasSubstr("wanted.sql:2"));
  EXPECT_THAT(all_objects(database), IsEmpty());
}

}  // namespace
}  // namespace whimbrel::test
