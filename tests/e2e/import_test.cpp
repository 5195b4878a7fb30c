// whimbrel import, as users call it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kFirst = "CREATE TABLE a (id integer);\n";

/// A project with one migration of golang-migrate in `db`.
struct ImportTest : testing::Test {
  ImportTest() { project.write("db/0001_first.up.sql", kFirst); }
  std::string refusal(const Arguments& arguments) const { return project.expect(2, arguments).err; }
  FreshDatabase database{"sqlite"};
  Project project{database};
};

TEST_F(ImportTest, ANewMigrationIsPickedUpByTheNextImport) {
  project.succeed({"import", "golang-migrate", "db"});
  EXPECT_THAT(project.revision_files(), ElementsAre("0001_first.sql"));
  project.write("db/0002_second.up.sql", "CREATE TABLE b (id integer);\n");
  EXPECT_THAT(project.succeed({"import", "golang-migrate", "db"}), HasSubstr("1 of 2 revisions"));
  EXPECT_THAT(project.revision_files(), ElementsAre("0001_first.sql", "0002_second.sql"));
  EXPECT_THAT(project.succeed({"history"}), HasSubstr("0001 -> 0002 (head), second"));
}

TEST_F(ImportTest, AnEditedRevisionStaysAndNothingElseIsWritten) {
  project.succeed({"import", "golang-migrate", "db"});
  const std::string edited = project.read("migrations/0001_first.sql") + "-- mine\n";
  project.write("migrations/0001_first.sql", edited);
  project.write("db/0002_second.up.sql", "CREATE TABLE b (id integer);\n");
  EXPECT_THAT(refusal({"import", "golang-migrate", "db"}),
              AllOf(HasSubstr("migrations/0001_first.sql"), HasSubstr("nothing is overwritten")));
  EXPECT_EQ(project.read("migrations/0001_first.sql"), edited);
  EXPECT_THAT(project.revision_files(), ElementsAre("0001_first.sql"));
}

TEST_F(ImportTest, AFileInTheWayLeavesNothingBehind) {
  project.write("db/0002_second.up.sql", "CREATE TABLE b (id integer);\n");
  // A folder with the name of a revision file is no revision, and cannot be overwritten.
  std::filesystem::create_directories(project.path() / "migrations/0002_second.sql");
  EXPECT_THAT(refusal({"import", "golang-migrate", "db", "--no-stamp"}),
              HasSubstr("0002_second.sql"));
  EXPECT_THAT(project.revision_files(), ElementsAre("0002_second.sql"));
}

TEST_F(ImportTest, AWrongFileIsNamedAndNothingIsWritten) {
  project.write("db/0002_bad.up.sql", "-- whimbrel: upgrade\nSELECT 1;\n");
  EXPECT_THAT(refusal({"import", "golang-migrate", "db"}),
              AllOf(HasSubstr("0002_bad.up.sql"), HasSubstr("directive")));
  EXPECT_THAT(project.revision_files(), IsEmpty());
}

TEST_F(ImportTest, StampWithoutTheirTableIsAnErrorAndWithoutItALineOfTheLog) {
  EXPECT_THAT(refusal({"import", "golang-migrate", "db", "--stamp"}),
              AllOf(HasSubstr("schema_migrations"), HasSubstr("--version-table")));
  EXPECT_THAT(project.revision_files(), IsEmpty());
  EXPECT_THAT(project.expect(0, {"import", "golang-migrate", "db"}).err,
              HasSubstr("Nothing is stamped"));
}

TEST_F(ImportTest, ATableWithAnotherNameIsRead) {
  run_script(database, std::string(kFirst) +
                           "CREATE TABLE history (version bigint, dirty boolean);"
                           "INSERT INTO history VALUES (1, 0);");
  project.succeed({"import", "golang-migrate", "db", "--version-table", "history", "--stamp"});
  EXPECT_EQ(project.current(), "0001 (head)\n");
}

TEST_F(ImportTest, ATableOfAnotherToolIsNamed) {
  run_script(database, "CREATE TABLE schema_migrations (version varchar(20));");
  const CommandResult result = project.run({"import", "golang-migrate", "db"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("as the version table of golang-migrate"));
  EXPECT_THAT(project.revision_files(), IsEmpty());
}

TEST_F(ImportTest, AVersionTableOfWhimbrelThatIsAheadStays) {
  run_script(database,
             "CREATE TABLE schema_migrations (version bigint, dirty boolean);"
             "INSERT INTO schema_migrations VALUES (1, 0);" +
                 std::string(kFirst));
  project.succeed({"import", "golang-migrate", "db"});
  project.add_sql_revision("next", "0001", "-- whimbrel: upgrade\nCREATE TABLE c (id integer);\n");
  project.succeed({"upgrade"});
  project.succeed({"import", "golang-migrate", "db"});
  EXPECT_EQ(project.current(), "next (head)\n");
}

TEST_F(ImportTest, TheAnswerForProgramsNamesEverything) {
  project.write("db/0003_code.go", "package x");
  const Node result = project.answer({"import", "golang-migrate", "db"});
  EXPECT_EQ(result.find("tool")->scalar, "golang-migrate");
  EXPECT_EQ(result.find("written")->items.size(), 1u);
  EXPECT_EQ(result.find("left_out")->items.size(), 1u);
  EXPECT_TRUE(result.find("stamped")->is_null());
}

TEST_F(ImportTest, WrongArgumentsAreRefused) {
  EXPECT_THAT(refusal({"import", "golangmigrate", "db"}), HasSubstr("golang-migrate"));
  EXPECT_THAT(refusal({"import", "goose", "nowhere"}), HasSubstr("no such folder"));
  EXPECT_THAT(refusal({"import", "goose", "db", "db"}), HasSubstr("does not say for which"));
  EXPECT_THAT(refusal({"import", "goose", "sqlit=db"}), HasSubstr("sqlite"));
  EXPECT_THAT(refusal({"import", "goose", "db", "--dialect", "x"}), HasSubstr("WORD=DIALECT"));
  EXPECT_THAT(refusal({"import", "goose", "db", "--stamp", "--no-stamp"}), HasSubstr("exclude"));
  EXPECT_THAT(refusal({"import", "flyway", "db"}), HasSubstr("no migration of flyway"));
}

/// An Alembic project whose second revision reads data, beside a database that has both.
struct AlembicTest : testing::Test {
  AlembicTest() {
    project.write("alembic.ini",
                  "[alembic]\nscript_location = scripts\nsqlalchemy.url = sqlite://\n");
    project.write("scripts/env.py",
                  "import logging\nfrom alembic import context\n"
                  "logging.basicConfig(level=logging.INFO)\n"
                  "context.configure(url='sqlite://', literal_binds=True)\n"
                  "with context.begin_transaction():\n    context.run_migrations()\n");
    project.write("scripts/versions/a.py",
                  "from alembic import op\nrevision = 'a'\ndown_revision = None\n"
                  "def upgrade():\n    op.execute('CREATE TABLE t (id integer)')\n"
                  "def downgrade():\n    op.execute('DROP TABLE t')\n");
    project.write("scripts/versions/b.py",
                  "from alembic import op\nrevision = 'b'\ndown_revision = 'a'\n"
                  "def upgrade():\n    op.get_bind().execute('SELECT 1').scalar()\n"
                  "def downgrade():\n    pass\n");
    project.write("scripts/versions/c.py",
                  "from alembic import op\nrevision = 'c'\ndown_revision = 'b'\n"
                  "def upgrade():\n    op.execute('CREATE TABLE u (id integer)')\n"
                  "def downgrade():\n    raise Exception('never back')\n");
    run_script(database,
               "CREATE TABLE t (id integer); CREATE TABLE alembic_version (version_num "
               "varchar(32)); INSERT INTO alembic_version VALUES ('b');");
  }
  FreshDatabase database{"sqlite"};
  Project project{database};
};

TEST_F(AlembicTest, ARevisionThatReadsDataIsAHeaderAndTheOthersHaveTheirSql) {
  const CommandResult result = project.expect(0, {"import", "alembic", "."});
  EXPECT_THAT(result.err, AllOf(HasSubstr("b.py"), HasSubstr("has no attribute 'scalar'"),
                                HasSubstr("c.py"), HasSubstr("never back")));
  EXPECT_EQ(project.current(), "b\n");
  project.succeed({"upgrade"});
  EXPECT_THAT(all_objects(database), testing::Contains("u"));
  EXPECT_THAT(project.read("migrations/c.sql"), Not(HasSubstr("downgrade")));
  EXPECT_THAT(project.read("migrations/a.sql"),
              AllOf(HasSubstr("-- whimbrel: upgrade sqlite\nCREATE TABLE t (id integer);\n"),
                    Not(HasSubstr("alembic_version"))));
}

TEST_F(AlembicTest, TheHeaderAloneIsStampedAndRefusesToRun) {
  project.succeed({"import", "alembic", "."});
  EXPECT_THAT(project.expect(2, {"downgrade", "base"}).err,
              AllOf(HasSubstr("migrations/b.sql"), HasSubstr("refuses to run"),
                    HasSubstr("whimbrel stamp")));
  EXPECT_EQ(project.current(), "b\n");
}

TEST_F(AlembicTest, NothingOfItsFolderIsChanged) {
  project.succeed({"import", "alembic", "."});
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(project.path() / "scripts"))
    names.push_back(entry.path().filename().string());
  EXPECT_THAT(names, testing::UnorderedElementsAre("env.py", "versions", "a.py", "b.py", "c.py"));
}

TEST_F(AlembicTest, WithoutTheProgramEveryRevisionIsAHeaderAndTheDatabaseIsCurrent) {
  const CommandResult result =
      run({.arguments = {"import", "alembic", "."},
           .working_folder = project.path(),
           .environment = {{"DATABASE_URL", database.url().reveal()}, {"PATH", "/nonexistent"}}});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("no program 'alembic'"));
  EXPECT_EQ(project.current(), "b\n");
  EXPECT_THAT(project.expect(2, {"upgrade"}).err, HasSubstr("c.sql"));
}

}  // namespace
}  // namespace whimbrel::test
