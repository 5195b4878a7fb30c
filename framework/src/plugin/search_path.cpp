#include "whimbrel/plugin/search_path.h"

#include <sys/auxv.h>

#include <algorithm>
#include <boost/dll/runtime_symbol_info.hpp>
#include <cstdlib>
#include <system_error>

#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

namespace fs = std::filesystem;

fs::path resolved(const fs::path& folder) {
  std::error_code ignored;
  const fs::path real = fs::weakly_canonical(fs::absolute(folder, ignored), ignored);
  return real.empty() ? folder : real;
}

void add(PluginSearchPath& path, const fs::path& folder, std::string_view origin) {
  if (folder.empty()) return;
  fs::path real = resolved(folder);
  const bool known = std::any_of(path.places.begin(), path.places.end(),
                                 [&](const PluginPlace& place) { return place.folder == real; });
  if (!known) path.places.push_back({std::move(real), std::string(origin)});
}

const fs::path& plugins_folder() {
  static const fs::path folder = fs::path("whimbrel") / "plugins";
  return folder;
}

}  // namespace

PluginSearchPath plugin_search_path(const PluginSearchSources& sources) {
  PluginSearchPath path;
  for (const fs::path& folder : sources.option) add(path, folder, "--plugin-path");
  for (const std::string_view folder : split(sources.environment, ':'))
    add(path, folder, "WHIMBREL_PLUGIN_PATH");
  for (const fs::path& folder : sources.configuration) add(path, folder, "plugins.path");
  if (!sources.executable.empty()) {
    const fs::path beside = resolved(sources.executable).parent_path();
    add(path, beside, "beside the program");
    add(path, beside.parent_path() / "lib" / plugins_folder(), "beside the program");
  }
  if (!sources.library.empty())
    add(path, resolved(sources.library).parent_path() / plugins_folder(), "installed");
  return path;
}

PluginSearchPath plugin_search_path(std::span<const fs::path> option,
                                    std::span<const fs::path> configuration) {
  PluginSearchSources sources;
  sources.option.assign(option.begin(), option.end());
  if (const char* environment = std::getenv("WHIMBREL_PLUGIN_PATH"))
    sources.environment = environment;
  sources.configuration.assign(configuration.begin(), configuration.end());
  // An installation may be moved as a whole, so its folders are found from where its files are now
  // and not from a path that was fixed when it was built.
  std::error_code unknown;
  // A program that was started through an explicit loader (`ld.so PROGRAM`) appears as that loader,
  // which has nothing to do with the plugins. The kernel then has mapped no interpreter.
  if (getauxval(AT_BASE) != 0) sources.executable = boost::dll::program_location(unknown);
  sources.library = boost::dll::this_line_location(unknown);
  return plugin_search_path(sources);
}

}  // namespace whimbrel
