// Starting a project.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/json_schema.h"
#include "support/project.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

TEST(Init, MakesThreeThingsAndSaysWhatToDoNext) {
  const TemporaryFolder folder;
  const CommandResult result = run_whimbrel({"init"}, folder.path());
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("whimbrel.yaml"), HasSubstr("schema.yaml"), HasSubstr("migrations")));
  EXPECT_THAT(result.err, AllOf(HasSubstr("Next"), HasSubstr("--autogenerate"),
                                HasSubstr("whimbrel upgrade head")));
  EXPECT_TRUE(fs::is_directory(folder / "migrations"));
  EXPECT_TRUE(fs::is_empty(folder / "migrations"));
}

TEST(Init, WritesFilesThatTheirJsonSchemasAccept) {
  const TemporaryFolder folder;
  run_whimbrel({"init"}, folder.path());
  EXPECT_EQ(
      JsonSchema("whimbrel").problems(parse_yaml(folder.read("whimbrel.yaml"), "whimbrel.yaml")),
      "");
  EXPECT_EQ(JsonSchema("schema").problems(parse_yaml(folder.read("schema.yaml"), "schema.yaml")),
            "");
}

TEST(Init, MakesAFolderThatIsNotThere) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_whimbrel({"init", "services/billing/db"}, folder.path()).exit_code, 0);
  EXPECT_TRUE(fs::exists(folder / "services/billing/db/whimbrel.yaml"));
}

TEST(Init, LeavesAProjectThatIsThereAlone) {
  const TemporaryFolder folder;
  folder.write("whimbrel.yaml", "mine");
  const CommandResult result = run_whimbrel({"init"}, folder.path());
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err,
              AllOf(HasSubstr("whimbrel.yaml: there is a project already"), HasSubstr("hint: ")));
  EXPECT_EQ(folder.read("whimbrel.yaml"), "mine");
  EXPECT_FALSE(fs::exists(folder / "schema.yaml"));
}

TEST(Init, KeepsASchemaThatIsThere) {
  const TemporaryFolder folder;
  folder.write("schema.yaml", "tables: {}  # mine\n");
  const CommandResult result = run_whimbrel({"init"}, folder.path());
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(folder.read("schema.yaml"), "tables: {}  # mine\n");
}

TEST(Init, TheExampleInTheFirstSchemaWorksWhenItIsUncommented) {
  const FreshDatabase database("sqlite");
  Project project(database);
  project.succeed({"init", "new"});
  std::string schema;
  for (const std::string& marked : {std::string("# tables:"), std::string("#   users:"),
                                    std::string("#     "), std::string("#       ")})
    EXPECT_THAT(project.read("new/schema.yaml"), HasSubstr("\n" + marked));
  const std::string text = project.read("new/schema.yaml");
  const std::size_t begin = text.find("# tables:");
  const std::size_t end = text.find("#\n", begin);
  for (std::size_t at = begin; at < end;) {
    const std::size_t line_end = text.find('\n', at) + 1;
    schema += text.substr(at + 2, line_end - at - 2);
    at = line_end;
  }
  project.reach(schema, "The example");
  EXPECT_EQ(value_of(database, "SELECT count(*) FROM users"), "0");
}

}  // namespace
}  // namespace whimbrel::test
