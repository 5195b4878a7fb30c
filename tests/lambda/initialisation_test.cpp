// What is wrong with the package is known before the first event.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lambda_function.h"

namespace whimbrel::test {
namespace {

using testing::HasSubstr;

void expect_initialisation_error(const std::filesystem::path& folder, const std::string& type,
                                 const std::string& words, Variables variables = {}) {
  LambdaFunction function(folder, std::move(variables));
  const LambdaReply reply = function.api().initialisation_error();
  EXPECT_EQ(reply.error_type, type);
  EXPECT_EQ(reply["errorType"], type);
  EXPECT_THAT(reply["errorMessage"], HasSubstr(words));
  EXPECT_EQ(function.end().exit_code, 1);
}

TEST(LambdaInitialisation, NoConfiguration) {
  const TemporaryFolder folder;
  expect_initialisation_error(folder.path(), "Whimbrel.Config", "no whimbrel.yaml");
}

TEST(LambdaInitialisation, ABrokenConfiguration) {
  const TemporaryFolder folder;
  folder.write("whimbrel.yaml", "version: 1\ntargts: {}\n");
  expect_initialisation_error(folder.path(), "Whimbrel.Config", "did you mean 'targets'?");
}

TEST(LambdaInitialisation, ABrokenRevision) {
  const TemporaryFolder folder;
  folder.write("whimbrel.yaml", "version: 1\n");
  folder.write("migrations/a.yaml", "revision: a\ndown_revision: nowhere\n---\nupgrade: []\n");
  expect_initialisation_error(folder.path(), "Whimbrel.Revision", "nowhere");
}

TEST(LambdaInitialisation, APluginOfAnotherBuild) {
  const TemporaryFolder folder;
  folder.write("whimbrel.yaml", "version: 1\n");
  folder.write("plugins/old.plugin.yaml",
               "name: old\nversion: \"1\"\nschemes: [old]\nfile: old.so\napi_version: 0\n"
               "abi_tag: other\n");
  expect_initialisation_error(folder.path(), "Whimbrel.Plugin", "old.plugin.yaml",
                              {{"WHIMBREL_PLUGIN_PATH", (folder / "plugins").string()}});
}

TEST(LambdaInitialisation, WithoutARuntimeApiItSaysWhatItIs) {
  const CommandResult result = run({.program = WHIMBREL_BUILD_DIR "/bin/whimbrel-lambda",
                                    .environment = {{"AWS_LAMBDA_RUNTIME_API", std::nullopt}}});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("docs/deploy-lambda.md"));
}

TEST(LambdaInitialisation, ItEndsWhenTheRuntimeApiIsGone) {
  const FreshDatabase database("sqlite");
  const Project project(database);
  const CommandResult result = run({.program = WHIMBREL_BUILD_DIR "/bin/whimbrel-lambda",
                                    .environment = {{"LAMBDA_TASK_ROOT", project.path().string()},
                                                    {"AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1"}}});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("http://127.0.0.1:1"));
}

}  // namespace
}  // namespace whimbrel::test
