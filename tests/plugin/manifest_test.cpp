#include "whimbrel/plugin/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugin_folder.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/json.h"
#include "whimbrel/dialect/abi_tag.h"
#include "whimbrel/dialect/plugin_descriptor.h"

namespace whimbrel {
namespace {

using test::ManifestText;
using test::PluginFolder;
using testing::ElementsAre;
using testing::HasSubstr;

std::string problem_of(const ManifestText& text) {
  const PluginFolder folder;
  try {
    folder.manifest(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::plugin);
    return error.what();
  }
  return "";
}

TEST(PluginManifest, SaysWhatThePluginIs) {
  const PluginFolder folder;
  const PluginManifest manifest = folder.manifest();
  EXPECT_EQ(manifest.name, "wrong");
  EXPECT_EQ(manifest.version, "1.0");
  EXPECT_THAT(manifest.schemes, ElementsAre("wrong", "wronger"));
  EXPECT_EQ(manifest.library, folder.path() / "library.so");
  EXPECT_EQ(manifest.api_version, WHIMBREL_PLUGIN_API_VERSION);
  EXPECT_EQ(manifest.abi_tag, WHIMBREL_ABI_TAG);
  EXPECT_FALSE(refusal(manifest));
}

TEST(PluginManifest, RefusesUnknownKeysWithTheNearestKnownOne) {
  ManifestText text;
  text.more = "scheme: x\n";
  const std::string problem = problem_of(text);
  EXPECT_THAT(problem, HasSubstr("whimbrel_wrong.plugin.yaml:7:1"));
  EXPECT_THAT(problem, HasSubstr("unknown key 'scheme'"));
}

TEST(PluginManifest, NeedsAScheme) {
  ManifestText text;
  text.schemes = "[]";
  EXPECT_THAT(problem_of(text), HasSubstr("at least one URL scheme"));
}

// The schema that editors use and the reader must not drift apart.
TEST(PluginManifest, HasTheKeysOfItsJsonSchema) {
  const std::string file =
      std::string(WHIMBREL_SOURCE_DIR) + "/config/schemas/plugin-manifest.schema.json";
  const Node schema = parse_json(read_file(file), file);
  ASSERT_NE(schema.find("properties"), nullptr);
  std::vector<std::string> properties;
  for (const NodeEntry& entry : schema.find("properties")->entries) properties.push_back(entry.key);
  EXPECT_THAT(properties,
              ElementsAre("name", "version", "schemes", "file", "api_version", "abi_tag"));

  ASSERT_NE(schema.find("required"), nullptr);
  const std::string whole = ManifestText().text();
  const PluginFolder folder;
  for (const Node& required : schema.find("required")->items) {
    const size_t line = whole.find(required.scalar + ":");
    ASSERT_NE(line, std::string::npos) << required.scalar;
    std::string without = whole;
    without.erase(line, whole.find('\n', line) - line + 1);
    const auto path = folder.write("without.plugin.yaml", without);
    EXPECT_THROW(read_plugin_manifest(path), Error) << "without " << required.scalar;
  }
  EXPECT_EQ(schema.find("required")->items.size(), properties.size());
}

}  // namespace
}  // namespace whimbrel
