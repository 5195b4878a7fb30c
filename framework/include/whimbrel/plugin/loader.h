// Opening plugins.
#pragma once

#include <string_view>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/plugin/manifest.h"
#include "whimbrel/plugin/search_path.h"

namespace whimbrel {

struct PinnedPlugin;

/// A plugin in use: a light handle on something that lives as long as the process. [thread-safe]
class LoadedPlugin {
 public:
  explicit LoadedPlugin(const PinnedPlugin& pinned) : pinned_(&pinned) {}

  /// The dialect behind the exception guard: whatever is called on it or on what it returns throws
  /// whimbrel::Error or nothing. Lives to the end of the process.
  const Dialect& dialect() const;
  /// The manifest with which it was loaded first.
  const PluginManifest& manifest() const;

 private:
  const PinnedPlugin* pinned_;
};

/// Opens the library of `manifest`, shakes hands and makes its dialect. The library is opened once
/// however often it is asked for and by however many threads, and it is never closed.
/// Throws Error{plugin} with one sentence and the cure when the manifest does not fit (the library
/// is not touched then), the library cannot be opened, its descriptor is missing, too small or
/// says something else than the manifest (no C++ of it is called then), or no dialect comes of it.
LoadedPlugin load_plugin(const PluginManifest& manifest);

/// Finds the plugin for a URL scheme and loads it, and no other. Throws what
/// PluginRegistry::require and load_plugin throw.
LoadedPlugin load_plugin_for(std::string_view scheme, const PluginSearchPath& path);

}  // namespace whimbrel
