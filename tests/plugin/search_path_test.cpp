#include "whimbrel/plugin/search_path.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugin_folder.h"

namespace whimbrel {
namespace {

using test::PluginFolder;
using testing::ElementsAre;

std::vector<std::string> lines(const PluginSearchPath& path) {
  std::vector<std::string> result;
  for (const PluginPlace& place : path.places)
    result.push_back(place.folder.string() + " " + place.origin);
  return result;
}

TEST(PluginSearchPath, GoesFromTheOptionToTheInstalledFolder) {
  const PluginSearchSources sources{.option = {"/option/a", "/option/b"},
                                    .environment = "/environment/a::/environment/b",
                                    .configuration = {"/configuration"},
                                    .executable = "/opt/bin/whimbrel",
                                    .library = "/usr/lib/somewhere/libwhimbrel.so.0"};
  EXPECT_THAT(
      lines(plugin_search_path(sources)),
      ElementsAre("/option/a --plugin-path", "/option/b --plugin-path",
                  "/environment/a WHIMBREL_PLUGIN_PATH", "/environment/b WHIMBREL_PLUGIN_PATH",
                  "/configuration plugins.path", "/opt/bin beside the program",
                  "/opt/lib/whimbrel/plugins beside the program",
                  "/usr/lib/somewhere/whimbrel/plugins installed"));
}

TEST(PluginSearchPath, NamesAFolderOnceAlsoThroughALink) {
  const PluginFolder folder;
  const auto real = folder.path() / "real";
  const auto link = folder.path() / "link";
  std::filesystem::create_directory(real);
  std::filesystem::create_directory_symlink(real, link);
  EXPECT_THAT(lines(plugin_search_path({.option = {link},
                                        .environment = real.string() + "/",
                                        .configuration = {real / ".." / "real"},
                                        .executable = {},
                                        .library = {}})),
              ElementsAre(real.string() + " --plugin-path"));
}

// The executable of this test stands in bin/ of the build, beside the command.
TEST(PluginSearchPath, OfThisProcessLeadsToThePluginsOfTheBuild) {
  const std::filesystem::path plugins =
      std::filesystem::canonical(WHIMBREL_BUILD_DIR) / "lib" / "whimbrel" / "plugins";
  EXPECT_THAT(lines(plugin_search_path({}, {})),
              testing::Contains(plugins.string() + " beside the program"));
}

}  // namespace
}  // namespace whimbrel
