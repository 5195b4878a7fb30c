// What the command says when something is wrong: what, where, and what to do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

namespace fs = std::filesystem;

class WrongInput : public ::testing::Test {
 protected:
  /// Refused with exit code `code` and all these words, nothing on the standard output, no
  /// password, and something to do about it.
  void refused(int code, const Arguments& arguments, const std::vector<std::string>& words) {
    const CommandResult result = project_.run(arguments);
    EXPECT_EQ(result.exit_code, code) << result.out << result.err;
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err, testing::StartsWith("error: "));
    EXPECT_THAT(result.err, HasSubstr("hint: "));
    EXPECT_THAT(result.err, Not(HasSubstr("sesame")));
    for (const std::string& word : words) EXPECT_THAT(result.err, HasSubstr(word));
  }

  void configure(const std::string& targets) {
    project_.write("whimbrel.yaml", "version: 1\ntargets:\n" + targets);
  }

  FreshDatabase database_{"sqlite"};
  Project project_{database_};
};

TEST_F(WrongInput, AMissingConfiguration) {
  fs::remove(project_.path() / "whimbrel.yaml");
  refused(2, {"current"}, {"whimbrel.yaml", "whimbrel init"});
}

TEST_F(WrongInput, ANamedConfigurationThatIsNotThere) {
  refused(2, {"current", "-c", "nosuch.yaml"}, {"nosuch.yaml"});
}

TEST_F(WrongInput, BrokenYaml) {
  project_.write("whimbrel.yaml", "version: 1\ntargets: {dev: [\n");
  const CommandResult result = project_.run({"current"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, testing::ContainsRegex("whimbrel.yaml:[0-9]+:[0-9]+: "));
}

TEST_F(WrongInput, AnUnknownKey) {
  configure("  dev: {url: \"sqlite:a.db\", lock_timout: 5s}\n");
  refused(2, {"current"}, {"whimbrel.yaml:3:", "lock_timout", "lock_timeout"});
}

TEST_F(WrongInput, AnUnknownTarget) {
  refused(2, {"current", "--target", "prod"}, {"prod", "dev"});
}

TEST_F(WrongInput, AVariableThatIsNotSet) {
  configure("  dev: {url: \"${NO_SUCH_VARIABLE_HERE}\"}\n");
  refused(2, {"current"}, {"NO_SUCH_VARIABLE_HERE", "whimbrel.yaml:3:"});
}

TEST_F(WrongInput, AVariableOfAnotherTargetDoesNotMatter) {
  configure(
      "  dev: {url: \"${DATABASE_URL}\"}\n  prod: {url: \"${NO_SUCH_VARIABLE_HERE}\"}\n"
      "default_target: dev\n");
  project_.succeed({"current"});
}

TEST_F(WrongInput, ASchemeThatNoPluginHas) {
  refused(2, {"current", "--url", "nosuchbase://user:sesame@host/db"}, {"nosuchbase"});
}

TEST_F(WrongInput, AnUnknownRevision) {
  project_.add_revision("a1b2c3", "", "upgrade: []\ndowngrade: []\n");
  refused(2, {"upgrade", "nosuch"}, {"nosuch", "whimbrel history"});
  refused(2, {"show", "nosuch"}, {"nosuch"});
  refused(2, {"stamp", "nosuch"}, {"nosuch"});
}

TEST_F(WrongInput, ARevisionThatTheDatabaseKnowsAndTheFilesDoNot) {
  project_.add_revision("a1", "", "upgrade: []\ndowngrade: []\n");
  project_.succeed({"upgrade"});
  fs::remove(project_.path() / "migrations" / "a1.yaml");
  project_.add_revision("b2", "", "upgrade: []\ndowngrade: []\n");
  refused(2, {"upgrade"}, {"a1"});
}

TEST_F(WrongInput, ASchemaFileThatIsNotThere) {
  fs::remove(project_.path() / "schema.yaml");
  refused(2, {"check"}, {"schema.yaml"});
}

TEST_F(WrongInput, ASchemaWithAWrongWord) {
  project_.want("tables:\n  users:\n    columns:\n      id: {type: integer, nulable: false}\n");
  refused(2, {"check"}, {"schema.yaml:4:", "nulable", "nullable"});
}

TEST_F(WrongInput, AForeignKeyToNowhere) {
  project_.want(
      "tables:\n  a:\n    columns:\n"
      "      b_id: {type: integer, references: {table: b, column: id}}\n");
  const CommandResult result = project_.run({"check"});
  EXPECT_EQ(result.exit_code, 2) << result.out;
  EXPECT_THAT(result.err, AllOf(HasSubstr("table 'b'"), HasSubstr("'a'")));
}

TEST_F(WrongInput, ADamagedRevisionFile) {
  project_.write("migrations/a1.yaml", "this is no revision\n");
  refused(2, {"upgrade"}, {"a1.yaml", "revision"});
  project_.write("migrations/a1.yaml", "revision: a1\n---\nupgrade:\n  - add_colum: {}\n");
  refused(2, {"upgrade"}, {"a1.yaml:4:5", "add_colum", "add_column"});
}

TEST_F(WrongInput, TwoFilesWithTheSameRevision) {
  project_.write("migrations/one.yaml", "revision: a1\n---\nupgrade: []\n");
  project_.write("migrations/two.yaml", "revision: a1\n---\nupgrade: []\n");
  refused(2, {"upgrade"}, {"a1", "one.yaml", "two.yaml"});
}

TEST_F(WrongInput, TwoHeads) {
  project_.add_revision("a1", "", "upgrade: []\n");
  project_.add_revision("b2", "a1", "upgrade: []\n");
  project_.add_revision("c3", "a1", "upgrade: []\n");
  refused(2, {"upgrade", "head"}, {"b2", "c3", "heads"});
  refused(2, {"revision", "-m", "x"}, {"b2", "c3"});
}

TEST_F(WrongInput, AnUnreachableServer) {
  // Port 1 of this machine: nobody listens there, and the answer comes at once.
  for (const char* dialect : {"postgresql", "mysql", "mariadb"})
    refused(1, {"current", "--url", std::string(dialect) + "://mira:sesame@127.0.0.1:1/shop"},
            {"127.0.0.1"});
}

TEST_F(WrongInput, AFolderInsteadOfADatabaseFile) {
  refused(1, {"current", "--url", "sqlite:."}, {"is a folder"});
}

TEST_F(WrongInput, AFileThatIsNoDatabase) {
  project_.write("broken.db", std::string(4096, 'x'));
  refused(1, {"current", "--url", "sqlite:broken.db"}, {"broken.db"});
  EXPECT_EQ(project_.read("broken.db"), std::string(4096, 'x'));
}

TEST_F(WrongInput, ADatabaseFileThatCannotBeWritten) {
  project_.add_revision("a1", "", "upgrade:\n  - execute: CREATE TABLE a (b)\n");
  run_script(database_, "CREATE TABLE mine (id integer)");
  const std::string url = database_.url().reveal() + "?mode=ro";
  refused(1, {"upgrade", "--url", url}, {"read"});
}

TEST_F(WrongInput, OptionsThatExcludeEachOther) {
  refused(2, {"current", "--target", "dev", "--url", "sqlite:a.db"}, {"--target", "--url"});
}

TEST_F(WrongInput, AProtectedTargetThatWouldLoseData) {
  configure("  dev: {url: \"${DATABASE_URL}\", protected: true}\n");
  project_.add_revision("a1", "",
                        "upgrade:\n"
                        "  - create_table: {name: a, columns: [{name: id, type: integer}]}\n"
                        "downgrade:\n  - drop_table: {name: a}\n");
  project_.succeed({"upgrade"});
  refused(2, {"downgrade", "base"}, {"protected", "drop_table a", "--allow-destructive"});
  project_.succeed({"downgrade", "base", "--allow-destructive"});
}

TEST_F(WrongInput, InJsonTheErrorIsTheAnswer) {
  for (const Arguments& arguments :
       {Arguments{"current", "--target", "prod"},
        {"upgrade", "nosuch"},
        {"current", "--url", "postgresql://mira:sesame@127.0.0.1:1/shop"}}) {
    const Node error = project_.answer(arguments);
    ASSERT_NE(error.find("message"), nullptr);
    EXPECT_NE(error.find("message")->scalar, "");
    EXPECT_THAT(error.find("message")->scalar, Not(HasSubstr("sesame")));
  }
}

}  // namespace
}  // namespace whimbrel::test
