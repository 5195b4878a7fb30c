// The plugins that are there, for people.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/plugin/search_path.h"

namespace whimbrel {

struct ListedPlugin {
  enum class State {
    usable,
    shadowed,  ///< every scheme of it is served by a plugin that comes earlier on the search path
    refused,   ///< it cannot be used; `reason` says why and what to do
  };
  std::string name;  ///< empty, as the next two, when the manifest cannot be read
  std::string version;
  std::vector<std::string> schemes;
  std::filesystem::path manifest;
  std::filesystem::path library;  ///< empty when the manifest cannot be read
  State state = State::usable;
  std::string reason;
  /// What the dialect can do, in words ("transactional_ddl", "run_locks"); only when it is usable.
  std::vector<std::string> abilities;
  bool operator==(const ListedPlugin&) const = default;
};

/// "usable", "shadowed" or "refused".
std::string_view word_for(ListedPlugin::State state);

/// Every plugin on the search path in its order, then the manifests that cannot be read. Loads
/// those that are not shadowed; what is wrong with one of them is an answer and never thrown.
std::vector<ListedPlugin> list_plugins(const PluginSearchPath& path);

}  // namespace whimbrel
