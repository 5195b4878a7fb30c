// The small file beside a plugin's library that tells what it is without opening it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "whimbrel/core/error.h"

namespace whimbrel {

/// One `*.plugin.yaml`. whimbrel_add_plugin of the SDK writes it.
struct PluginManifest {
  std::string name;
  std::string version;
  std::vector<std::string> schemes;
  std::filesystem::path library;  ///< `file` of the manifest, relative to the manifest's folder
  long long api_version = 0;
  std::string abi_tag;
  std::filesystem::path path;  ///< of the manifest itself
  bool operator==(const PluginManifest&) const = default;

  /// True when this plugin serves URLs of that scheme, in any case.
  bool serves(std::string_view scheme) const;
};

/// Reads a manifest. Unknown keys are refused only when the manifest is of our own api_version: a
/// later one may have more. Throws Error{plugin} that names the file and the place in it.
PluginManifest read_plugin_manifest(const std::filesystem::path& path);

/// Why this build cannot use a plugin with such a manifest, with the cure as hint; nothing when it
/// fits. Does not touch the library. Pure.
std::optional<Error> refusal(const PluginManifest& manifest);

}  // namespace whimbrel
