// A database that another tool has brought where it is: after the import it is current at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string column(const FreshDatabase& database, const std::string& query) {
  std::string text;
  for (const auto& row : database.connect()->query(query).rows) {
    for (const auto& value : row) text += value.value_or("NULL") + " ";
    text += "\n";
  }
  return text;
}

void write_migrate_files(Project& project) {
  project.write("db/0001_first.up.sql", "CREATE TABLE a (id integer NOT NULL);\n");
  project.write("db/0001_first.down.sql", "DROP TABLE a;\n");
  project.write("db/0002_second.up.sql", "CREATE TABLE b (id integer NOT NULL);\n");
  project.write("db/0002_second.down.sql", "DROP TABLE b;\n");
}

/// Nothing is left to do, in either direction the revisions work, and the tool's table is as it
/// was.
void expect_taken_over(Project& project, const FreshDatabase& database, const std::string& table,
                       const std::string& head, const Arguments& import) {
  const std::string before = column(database, "SELECT * FROM " + table);
  EXPECT_THAT(project.succeed(import), HasSubstr("The database is at " + head + "."));
  EXPECT_EQ(project.current(), head + " (head)\n");
  EXPECT_THAT(project.expect(0, {"upgrade"}).err, HasSubstr("Nothing to do"));
  project.succeed({"downgrade", "-1"});
  project.succeed({"upgrade"});
  EXPECT_EQ(column(database, "SELECT * FROM " + table), before);
  project.succeed(import);
  EXPECT_EQ(project.current(), head + " (head)\n");
}

TEST(ImportAdopted, GolangMigrate) {
  const FreshDatabase database;
  Project project(database);
  write_migrate_files(project);
  run_script(
      database,
      "CREATE TABLE a (id integer NOT NULL); CREATE TABLE b (id integer NOT NULL);"
      "CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT "
      "NULL); INSERT INTO schema_migrations VALUES (2, false)");
  expect_taken_over(project, database, "schema_migrations", "0002",
                    {"import", "golang-migrate", "db"});
}

TEST(ImportAdopted, ADirtyDatabaseIsRefusedAndNothingIsWritten) {
  const FreshDatabase database;
  Project project(database);
  write_migrate_files(project);
  run_script(
      database,
      "CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT "
      "NULL); INSERT INTO schema_migrations VALUES (2, true)");
  EXPECT_THAT(project.expect(2, {"import", "golang-migrate", "db"}).err,
              AllOf(HasSubstr("dirty"), HasSubstr("migrate force")));
  EXPECT_THAT(project.revision_files(), ElementsAre());
}

TEST(ImportAdopted, DbmateAndAGapIsNamed) {
  const FreshDatabase database;
  Project project(database);
  for (const std::string id : {"1", "2", "3"})
    project.write("db/2024010100000" + id + "_t" + id + ".sql",
                  "-- migrate:up\nCREATE TABLE t" + id +
                      " (id integer NOT NULL);\n-- migrate:down\nDROP TABLE t" + id + ";\n");
  run_script(database,
             "CREATE TABLE t1 (id integer NOT NULL); CREATE TABLE t3 (id integer NOT NULL);"
             "CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY);"
             "INSERT INTO schema_migrations VALUES ('20240101000001'), ('20240101000003')");
  EXPECT_THAT(project.expect(2, {"import", "dbmate", "db"}).err,
              AllOf(HasSubstr("20240101000002"), HasSubstr("not applied")));
  EXPECT_THAT(project.revision_files(), ElementsAre());
  run_script(database,
             "CREATE TABLE t2 (id integer NOT NULL);"
             "INSERT INTO schema_migrations VALUES ('20240101000002')");
  expect_taken_over(project, database, "schema_migrations", "20240101000003",
                    {"import", "dbmate", "db"});
}

TEST(ImportAdopted, GooseAndTheLastRowOfAVersionCounts) {
  const FreshDatabase database;
  Project project(database);
  for (const std::string id : {"1", "2"})
    project.write("db/0000" + id + "_t" + id + ".sql",
                  "-- +goose Up\nCREATE TABLE t" + id +
                      " (id integer NOT NULL);\n-- +goose Down\nDROP TABLE t" + id + ";\n");
  run_script(database,
             "CREATE TABLE t1 (id integer NOT NULL);"
             "CREATE TABLE goose_db_version (id integer PRIMARY KEY, version_id bigint NOT NULL, "
             "is_applied boolean NOT NULL, tstamp timestamp NULL);"
             "INSERT INTO goose_db_version (id, version_id, is_applied) VALUES (1, 0, true), "
             "(2, 1, true), (3, 2, true), (4, 2, false)");
  project.succeed({"import", "goose", "db"});
  EXPECT_EQ(project.current(), "00001\n");
  project.succeed({"upgrade"});
  EXPECT_EQ(project.current(), "00002 (head)\n");
}

TEST(ImportAdopted, FlywayFromABaseline) {
  const FreshDatabase database;
  Project project(database);
  project.write("db/V1__Old.sql", "CREATE TABLE old (id integer NOT NULL);\n");
  project.write("db/V1_1__New.sql", "CREATE TABLE fresh (id integer NOT NULL);\n");
  project.write("db/U1.1__New.sql", "DROP TABLE fresh;\n");
  run_script(database,
             "CREATE TABLE old (id integer NOT NULL); CREATE TABLE fresh (id integer NOT NULL);"
             "CREATE TABLE flyway_schema_history (installed_rank integer PRIMARY KEY, version "
             "varchar(50), description varchar(200), type varchar(20), script varchar(1000), "
             "checksum integer, success boolean NOT NULL);"
             "INSERT INTO flyway_schema_history VALUES (1, '1', 'b', 'BASELINE', 'b', NULL, true), "
             "(2, '1.1', 'New', 'SQL', 'V1_1__New.sql', 7, true), "
             "(3, NULL, 'r', 'SQL', 'R__r.sql', 8, true)");
  expect_taken_over(project, database, "flyway_schema_history", "1.1", {"import", "flyway", "db"});
}

constexpr const char* kEnvironment = R"(from alembic import context
context.configure(url=context.config.get_main_option("sqlalchemy.url"), literal_binds=True)
with context.begin_transaction():
    context.run_migrations()
)";

constexpr const char* kFirst = R"("""First tables

Revision ID: ae10
Revises:
Create Date: 2024-02-03 10:11:12.131415

"""
from alembic import op
import sqlalchemy as sa

revision: str = "ae10"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("songs", sa.Column("id", sa.Integer, nullable=False))


def downgrade():
    op.drop_table("songs")
)";

constexpr const char* kSecond = R"py(from alembic import op

revision = "ae11"
down_revision = "ae10"


def upgrade():
    op.execute("INSERT INTO songs VALUES (1)")


def downgrade():
    op.execute("DELETE FROM songs")
)py";

void write_alembic(Project& project) {
  project.write("alembic.ini", "[alembic]\nscript_location = %(here)s/scripts\nsqlalchemy.url = " +
                                   dialect_under_test() + "://\n");
  project.write("scripts/env.py", kEnvironment);
  project.write("scripts/script.py.mako", "");
  project.write("scripts/versions/ae10_first.py", kFirst);
  project.write("scripts/versions/ae11_second.py", kSecond);
}

TEST(ImportAdopted, Alembic) {
  const FreshDatabase database;
  Project project(database);
  write_alembic(project);
  run_script(database,
             "CREATE TABLE songs (id integer NOT NULL); INSERT INTO songs VALUES (1);"
             "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL PRIMARY KEY);"
             "INSERT INTO alembic_version VALUES ('ae11')");
  expect_taken_over(project, database, "alembic_version", "ae11", {"import", "alembic", "."});
  project.succeed({"downgrade", "base"});
  EXPECT_THAT(all_objects(database),
              ElementsAre("alembic_version", "whimbrel_journal", "whimbrel_version"));
}

}  // namespace
}  // namespace whimbrel::test
