#include "whimbrel/plugin/listing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugin_folder.h"

namespace whimbrel {
namespace {

using test::ManifestText;
using test::PluginFolder;
using testing::HasSubstr;
using State = ListedPlugin::State;

ManifestText throwing() {
  ManifestText text;
  text.name = "throwing";
  text.schemes = "throwing";
  return text;
}

TEST(PluginListing, SaysOfEveryPluginWhetherItCanBeUsedAndWhyNot) {
  const PluginFolder folder;
  folder.copy_library("throwing");
  folder.manifest(throwing(), "a_usable");
  folder.manifest(throwing(), "b_shadowed");
  ManifestText old;
  old.api_version = "9999";
  folder.manifest(old, "c_old");
  folder.write("d_broken.plugin.yaml", "name: [");

  const std::vector<ListedPlugin> plugins = list_plugins(folder.search_path());
  ASSERT_EQ(plugins.size(), 4u);
  EXPECT_EQ(plugins[0].state, State::usable);
  EXPECT_EQ(plugins[0].name, "throwing");
  EXPECT_EQ(plugins[0].library, folder.path() / "library.so");
  EXPECT_EQ(plugins[0].reason, "");
  EXPECT_EQ(plugins[1].state, State::shadowed);
  EXPECT_THAT(plugins[1].reason, HasSubstr((folder.path() / "a_usable.plugin.yaml").string()));
  EXPECT_EQ(plugins[2].state, State::refused);
  EXPECT_THAT(plugins[2].reason, HasSubstr("is for plugin interface 9999"));
  EXPECT_EQ(plugins[3].state, State::refused);
  EXPECT_EQ(plugins[3].manifest, folder.path() / "d_broken.plugin.yaml");
  EXPECT_THAT(plugins[3].reason, HasSubstr("cannot be read"));
}

TEST(PluginListing, CountsAPluginThatServesOneSchemeMoreAsUsable) {
  const PluginFolder first;
  const PluginFolder second;
  ManifestText one;
  one.schemes = "wrong";
  ManifestText two;
  two.name = "throwing";
  two.schemes = "[wrong, throwing]";
  first.manifest(one);
  second.manifest(two);
  const auto plugins = list_plugins({{{first.path(), "one"}, {second.path(), "two"}}});
  ASSERT_EQ(plugins.size(), 2u);
  EXPECT_NE(plugins[1].state, State::shadowed);
}

// The plugins of this build, all of them.
TEST(PluginListing, FindsThePluginsOfTheBuildUsableWithTheirAbilities) {
  const auto plugins = list_plugins(plugin_search_path({}, {}));
  std::vector<std::string> names;
  for (const ListedPlugin& plugin : plugins) {
    names.push_back(plugin.name);
    EXPECT_EQ(plugin.state, State::usable) << plugin.manifest << ": " << plugin.reason;
    EXPECT_THAT(plugin.abilities, testing::Contains("run_locks")) << plugin.name;
  }
  EXPECT_THAT(names, testing::IsSupersetOf({"mariadb", "mysql", "postgresql", "sqlite"}));
}

}  // namespace
}  // namespace whimbrel
