#include "plugin_folder.h"

#include <cstdlib>
#include <fstream>

#include "whimbrel/core/checksum.h"
#include "whimbrel/core/file.h"
#include "whimbrel/dialect/abi_tag.h"
#include "whimbrel/dialect/plugin_descriptor.h"

namespace whimbrel::test {

namespace fs = std::filesystem;

ManifestText::ManifestText()
    : api_version(std::to_string(WHIMBREL_PLUGIN_API_VERSION)), abi_tag(WHIMBREL_ABI_TAG) {}

std::string ManifestText::text() const {
  return "name: " + name + "\nversion: " + version + "\nschemes: " + schemes + "\nfile: " + file +
         "\napi_version: " + api_version + "\nabi_tag: " + abi_tag + "\n" + more;
}

PluginFolder::PluginFolder()
    : path_(fs::canonical(fs::temp_directory_path()) / ("whimbrel-plugins-" + random_hex(12))) {
  fs::create_directories(path_);
  setenv("WHIMBREL_TEST_MARKERS", path_.c_str(), 1);
}

PluginFolder::~PluginFolder() {
  unsetenv("WHIMBREL_TEST_MARKERS");
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string PluginFolder::text(const std::string& file) const { return read_file(path_ / file); }

fs::path PluginFolder::write(const std::string& file, const std::string& text) const {
  fs::create_directories((path_ / file).parent_path());
  std::ofstream(path_ / file) << text;
  return path_ / file;
}

void PluginFolder::copy_library(const std::string& plugin, const std::string& as) const {
  fs::copy_file(fs::path(WHIMBREL_BUILD_DIR) / "tests" / "wrong_plugins" / (plugin + ".so"),
                path_ / as);
}

PluginManifest PluginFolder::manifest(const ManifestText& text, const std::string& name) const {
  return read_plugin_manifest(write(name + ".plugin.yaml", text.text()));
}

}  // namespace whimbrel::test
