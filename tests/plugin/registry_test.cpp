#include "whimbrel/plugin/registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugin_folder.h"

namespace whimbrel {
namespace {

using test::ManifestText;
using test::PluginFolder;
using testing::ElementsAre;
using testing::HasSubstr;

ManifestText serving(const std::string& name, const std::string& schemes) {
  ManifestText text;
  text.name = name;
  text.schemes = schemes;
  return text;
}

std::string text_of_require(const PluginRegistry& registry, std::string_view scheme) {
  try {
    registry.require(scheme);
  } catch (const Error& error) {
    return error.what();
  }
  return "found";
}

TEST(PluginRegistry, FindsAPluginByEachOfItsSchemesInAnyCase) {
  const PluginFolder folder;
  folder.manifest(serving("alpha", "[alpha, alphadb]"), "alpha");
  const PluginRegistry registry(folder.search_path());
  EXPECT_EQ(registry.require("alpha").name, "alpha");
  EXPECT_EQ(registry.require("AlphaDB").name, "alpha");
  EXPECT_EQ(registry.find("beta"), nullptr);
}

TEST(PluginRegistry, TakesTheFirstPlaceOnTheSearchPath) {
  const PluginFolder first;
  const PluginFolder second;
  second.manifest(serving("alpha", "alpha"), "a");
  first.manifest(serving("alpha", "alpha"), "z");
  const PluginRegistry registry({{{first.path(), "one"}, {second.path(), "two"}}});
  EXPECT_EQ(registry.require("alpha").path, first.path() / "z.plugin.yaml");
}

TEST(PluginRegistry, TakesTheFirstFileNameWithinAFolder) {
  const PluginFolder folder;
  folder.manifest(serving("alpha", "alpha"), "z");
  folder.manifest(serving("alpha", "alpha"), "a");
  EXPECT_EQ(PluginRegistry(folder.search_path()).require("alpha").path,
            folder.path() / "a.plugin.yaml");
}

TEST(PluginRegistry, ReadsOnlyFilesThatEndAsManifestsDo) {
  const PluginFolder folder;
  folder.write("alpha.yaml", serving("alpha", "alpha").text());
  folder.write("alpha.so", "");
  EXPECT_TRUE(PluginRegistry(folder.search_path()).plugins().empty());
}

TEST(PluginRegistry, NamesKnownSchemesTheNearestAndEveryPlaceWhenThereIsNoPlugin) {
  const PluginFolder folder;
  folder.manifest(serving("alpha", "[alpha, omega]"), "alpha");
  const PluginRegistry registry(
      {{{folder.path(), "--plugin-path"}, {folder.path() / "nowhere", "installed"}}});
  const std::string text = text_of_require(registry, "alhpa");
  EXPECT_THAT(text, HasSubstr("no plugin serves URLs of the scheme 'alhpa'"));
  EXPECT_THAT(text, HasSubstr("did you mean 'alpha'?"));
  EXPECT_THAT(text, HasSubstr("known schemes: alpha, omega"));
  EXPECT_THAT(text, HasSubstr(folder.path().string() + " (--plugin-path: 1 plugin)"));
  EXPECT_THAT(text,
              HasSubstr((folder.path() / "nowhere").string() + " (installed: no such folder)"));
}

TEST(PluginRegistry, PassesOverAManifestThatCannotBeReadUntilNothingElseServes) {
  const PluginFolder folder;
  folder.write("a.plugin.yaml", "name: [");
  folder.manifest(serving("alpha", "alpha"), "b");
  const PluginRegistry registry(folder.search_path());
  EXPECT_EQ(registry.require("alpha").name, "alpha");
  ASSERT_EQ(registry.unreadable().size(), 1u);
  EXPECT_THAT(text_of_require(registry, "beta"),
              HasSubstr((folder.path() / "a.plugin.yaml").string() + " cannot be read"));
}

TEST(PluginRegistry, ListsEverySchemeOnce) {
  const PluginFolder folder;
  folder.manifest(serving("alpha", "[beta, alpha]"), "a");
  folder.manifest(serving("gamma", "[Alpha, gamma]"), "b");
  EXPECT_THAT(PluginRegistry(folder.search_path()).schemes(),
              ElementsAre("alpha", "beta", "gamma"));
}

}  // namespace
}  // namespace whimbrel
