// A folder with plugins, made for one test and gone with it.
#pragma once

#include <filesystem>
#include <string>

#include "whimbrel/plugin/manifest.h"
#include "whimbrel/plugin/search_path.h"

namespace whimbrel::test {

/// What a manifest says that fits this build; a test changes the one thing it is about.
struct ManifestText {
  std::string name = "wrong";
  std::string version = "\"1.0\"";
  std::string schemes = "[wrong, wronger]";
  std::string file = "library.so";
  std::string api_version;  // this build's
  std::string abi_tag;      // this build's
  std::string more;
  ManifestText();
  std::string text() const;
};

/// While it lives, WHIMBREL_TEST_MARKERS names it: what the plugins of tests/plugin/wrong leave
/// behind is found in it.
class PluginFolder {
 public:
  PluginFolder();
  ~PluginFolder();
  PluginFolder(const PluginFolder&) = delete;
  PluginFolder& operator=(const PluginFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  PluginSearchPath search_path() const { return {{{path_, "--plugin-path"}}}; }
  bool has(const std::string& file) const { return std::filesystem::exists(path_ / file); }
  std::string text(const std::string& file) const;

  /// Writes a file and returns its path.
  std::filesystem::path write(const std::string& file, const std::string& text) const;
  /// Copies the library of a wrong plugin here.
  void copy_library(const std::string& plugin, const std::string& as = "library.so") const;
  /// Writes the manifest `NAME.plugin.yaml` and reads it.
  PluginManifest manifest(const ManifestText& text = {},
                          const std::string& name = "whimbrel_wrong") const;

 private:
  std::filesystem::path path_;
};

}  // namespace whimbrel::test
