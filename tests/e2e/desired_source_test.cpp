// What goes wrong with a desired schema from a program or a folder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <thread>

#include "support/project.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class WrongSource : public ::testing::Test {
 protected:
  void want(const std::string& schema) {
    project_.write("whimbrel.yaml", "version: 1\nschema: " + schema +
                                        "\ntargets: {dev: {url: \"${DATABASE_URL}\"}}\n");
  }
  std::string refusal() const { return project_.expect(2, {"check"}).err; }

  FreshDatabase database_{"sqlite"};
  Project project_{database_};
};

TEST_F(WrongSource, AProgramThatFailsIsShownWithItsLastLinesAndNoSecrets) {
  project_.write("print.sh",
                 "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo \"line $i.\" >&2; done\n"
                 "echo \"postgresql://me:sesame@host/db $API_TOKEN\" >&2\nexit 7\n");
  want("{command: [env, API_TOKEN=open-says-me, sh, print.sh]}");
  const std::string said = refusal();
  EXPECT_THAT(said,
              AllOf(HasSubstr("exit code 7"), HasSubstr("line 12."), Not(HasSubstr("line 1.")),
                    HasSubstr("***@host/db"), Not(HasSubstr("sesame"))));
}

TEST_F(WrongSource, ASecretOfTheEnvironmentIsNotShown) {
  project_.write("print.sh", "echo \"no entry with $API_TOKEN\" >&2\nexit 1\n");
  want("{command: [sh, print.sh]}");
  const CommandResult result =
      run({.arguments = {"check"},
           .working_folder = project_.path(),
           .environment = {{"API_TOKEN", "open-says-me"}, {"DATABASE_URL", "sqlite:a.db"}}});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, AllOf(HasSubstr("no entry with ***"), Not(HasSubstr("open-says-me"))));
}

TEST_F(WrongSource, AProgramThatIsNotThereIsNamed) {
  want("{command: [no-such-program, x]}");
  EXPECT_THAT(refusal(), HasSubstr("no 'no-such-program' in PATH"));
}

TEST_F(WrongSource, AProgramThatPrintsNoDefinitionIsNoWishForAnEmptyDatabase) {
  want("{command: ['true']}");
  EXPECT_THAT(refusal(), HasSubstr("printed nothing"));
  want("{command: [echo, INSERT INTO a VALUES (1)]}");
  EXPECT_THAT(refusal(), HasSubstr("printed no definition"));
}

TEST_F(WrongSource, AProgramHasATimeLimitThatEndsWhatItStartedToo) {
  project_.write("print.sh", "sh -c 'sleep 2; touch late'\n");
  want("{command: [sh, print.sh], timeout: 200ms}");
  EXPECT_THAT(refusal(), HasSubstr("timeout of 200 ms"));
  std::this_thread::sleep_for(std::chrono::milliseconds(2500));
  EXPECT_FALSE(std::filesystem::exists(project_.path() / "late"));
}

TEST_F(WrongSource, AnInterruptionEndsTheProgramAndTheCommand) {
  project_.write("print.sh", "touch begun\nsleep 30\n");
  want("{command: [sh, print.sh]}");
  RunningCommand command({.arguments = {"check", "--url", database_.url().reveal()},
                          .working_folder = project_.path(),
                          .environment = {{"DATABASE_URL", "sqlite:a.db"}}});
  while (!std::filesystem::exists(project_.path() / "begun"))
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  command.send_to_itself(SIGINT);
  const CommandResult result = command.wait();
  EXPECT_EQ(result.exit_code, 6) << result.err;
  EXPECT_THAT(result.err, HasSubstr("while 'sh' was running"));
}

TEST_F(WrongSource, AFolderHoldsYamlFilesAndNothingElse) {
  want("schema");
  EXPECT_THAT(refusal(), HasSubstr("cannot be read"));
  std::filesystem::create_directory(project_.path() / "schema");
  EXPECT_THAT(refusal(), HasSubstr("holds no .yaml file"));
  project_.write("schema/a.yaml", "tables: {a: {columns: {id: {type: integer}}}}\n");
  project_.expect(3, {"check"});
  project_.write("schema/b.sql", "CREATE TABLE b (id integer);\n");
  EXPECT_THAT(refusal(), HasSubstr("'b.sql', which is no .yaml file"));
  std::filesystem::remove(project_.path() / "schema" / "b.sql");
  project_.write("schema/c.yaml", "tables: {a: {columns: {id: {type: integer}}}}\n");
  EXPECT_THAT(refusal(), AllOf(HasSubstr("c.yaml"), HasSubstr("'a' stands in two files")));
}

TEST_F(WrongSource, AFolderThatIsStillEmptyIsFilledByInspect) {
  want("schema/");
  run_script(database_, "CREATE TABLE a (id integer)");
  std::filesystem::create_directory(project_.path() / "schema");
  project_.succeed({"inspect", "--output", "schema/all.yaml"});
  project_.succeed({"check"});
}

}  // namespace
}  // namespace whimbrel::test
