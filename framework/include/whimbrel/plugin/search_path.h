// The folders in which plugins are looked for.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

/// A folder and who named it, in words for people ("--plugin-path").
struct PluginPlace {
  std::filesystem::path folder;
  std::string origin;
  bool operator==(const PluginPlace&) const = default;
};

/// In this order; the first plugin that serves a scheme wins.
struct PluginSearchPath {
  std::vector<PluginPlace> places;
};

/// What the order is made from.
struct PluginSearchSources {
  std::vector<std::filesystem::path> option;         ///< --plugin-path
  std::string environment;                           ///< WHIMBREL_PLUGIN_PATH, separated by colons
  std::vector<std::filesystem::path> configuration;  ///< plugins.path, made absolute
  std::filesystem::path executable;                  ///< the running program; empty: not known
  std::filesystem::path library;                     ///< libwhimbrel; empty: not known
};

/// Option, environment, configuration, the folders beside the executable (its own and
/// `../lib/whimbrel/plugins`), and the folder that belongs to the installed library
/// (`whimbrel/plugins` beside it). A folder that comes twice stands where it comes first. Pure but
/// for resolving links in paths.
PluginSearchPath plugin_search_path(const PluginSearchSources& sources);

/// The same with the environment, the executable and the library of this process.
PluginSearchPath plugin_search_path(std::span<const std::filesystem::path> option,
                                    std::span<const std::filesystem::path> configuration);

}  // namespace whimbrel
