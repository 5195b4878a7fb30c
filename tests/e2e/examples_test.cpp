// The files of examples/ and config/ are what their JSON Schemas and the command accept.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/json_schema.h"
#include "support/project.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

namespace fs = std::filesystem;

/// Every file of this name below examples/ and config/.
std::vector<fs::path> files_named(const std::string& name) {
  std::vector<fs::path> found;
  for (const char* folder : {"examples", "config"})
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(WHIMBREL_SOURCE_DIR) / folder))
      if (entry.path().filename() == name) found.push_back(entry.path());
  return found;
}

void expect_accepted(const std::string& schema, const std::string& name) {
  const JsonSchema json_schema(schema);
  const std::vector<fs::path> files = files_named(name);
  EXPECT_FALSE(files.empty());
  for (const fs::path& file : files)
    EXPECT_EQ(json_schema.problems(parse_yaml(read_file(file), file.string())), "") << file;
}

TEST(Examples, ConfigurationsAreWhatTheirJsonSchemaSays) {
  expect_accepted("whimbrel", "whimbrel.yaml");
}

TEST(Examples, SchemasAreWhatTheirJsonSchemaSays) { expect_accepted("schema", "schema.yaml"); }

TEST(Examples, RevisionsAreWhatTheirJsonSchemasSay) {
  const JsonSchema header("revision-header");
  const JsonSchema body("revision");
  int count = 0;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(WHIMBREL_SOURCE_DIR) / "examples")) {
    if (entry.path().parent_path().filename() != "migrations") continue;
    if (entry.path().extension() != ".yaml") continue;
    const auto documents = parse_yaml_documents(read_file(entry.path()), entry.path().string());
    ASSERT_EQ(documents.size(), 2u) << entry.path();
    EXPECT_EQ(header.problems(documents[0]), "") << entry.path();
    EXPECT_EQ(body.problems(documents[1]), "") << entry.path();
    ++count;
  }
  EXPECT_GT(count, 0);
}

TEST(Examples, TheMusicShopUsesSqliteWhenNothingElseIsSaid) {
  const TemporaryFolder folder;
  fs::copy(fs::path(WHIMBREL_SOURCE_DIR) / "examples" / "music_shop", folder.path(),
           fs::copy_options::recursive);
  const CommandResult result = run_whimbrel({"upgrade"}, folder.path());
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(fs::exists(folder / "music_shop.db"));
}

TEST(Examples, AdoptionFollowsItsReadme) {
  const FreshDatabase database("sqlite");
  Project project(database);
  const fs::path example = fs::path(WHIMBREL_SOURCE_DIR) / "examples" / "adopt";
  run_script(database, read_file(example / "existing.sql"));
  project.want(read_file(example / "schema.yaml"));
  project.succeed({"inspect", "--output", "schema.yaml"});
  const std::string adopted = project.read("schema.yaml");
  EXPECT_THAT(adopted, testing::AllOf(HasSubstr("legacy_*"), HasSubstr("ix_loans_member"),
                                      Not(HasSubstr("legacy_imports"))));
  project.succeed({"check"});
  project.succeed({"revision", "--autogenerate", "-m", "Nothing"});
  EXPECT_THAT(project.revision_files(), testing::IsEmpty());
  EXPECT_THAT(all_objects(database), Contains("legacy_imports"));
}

}  // namespace
}  // namespace whimbrel::test
