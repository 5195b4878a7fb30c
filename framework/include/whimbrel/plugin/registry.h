// Which plugins there are, known from their manifests alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/error.h"
#include "whimbrel/plugin/manifest.h"
#include "whimbrel/plugin/search_path.h"

namespace whimbrel {

/// A manifest that cannot be read. It is no reason to stop as long as another plugin serves.
struct UnreadableManifest {
  std::filesystem::path path;
  Error problem;
};

/// The plugins on a search path, in its order; within a folder in the order of their file names.
/// Made by reading every manifest once; no library is opened. Immutable afterwards. [thread-safe]
class PluginRegistry {
 public:
  explicit PluginRegistry(const PluginSearchPath& path);

  /// The first plugin that serves `scheme`, or null. Borrowed from this registry. Whether it fits
  /// is asked when it is loaded: a later one never stands in for it, so that what is used is plain
  /// to see.
  const PluginManifest* find(std::string_view scheme) const;
  /// The same; throws Error{plugin} that names the known schemes, the nearest of them, every place
  /// that was looked in and the manifests that could not be read.
  const PluginManifest& require(std::string_view scheme) const;

  const std::vector<PluginManifest>& plugins() const { return plugins_; }
  const std::vector<UnreadableManifest>& unreadable() const { return unreadable_; }
  /// Every scheme that is served, each once, in alphabetical order.
  std::vector<std::string> schemes() const;

 private:
  struct Visit {
    PluginPlace place;
    std::string found;  // "2 plugins", "no such folder"
  };
  void read_folder(const PluginPlace& place);

  std::vector<PluginManifest> plugins_;
  std::vector<UnreadableManifest> unreadable_;
  std::vector<Visit> visits_;
};

}  // namespace whimbrel
