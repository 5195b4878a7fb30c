#include "whimbrel/plugin/registry.h"

#include <algorithm>
#include <set>
#include <system_error>

#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kManifestEnding = ".plugin.yaml";

std::vector<fs::path> manifests_in(const fs::path& folder, std::error_code& problem) {
  std::vector<fs::path> paths;
  fs::directory_iterator entry(folder, problem);
  for (; !problem && entry != fs::directory_iterator(); entry.increment(problem))
    if (entry->path().native().ends_with(kManifestEnding)) paths.push_back(entry->path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string plugin_count(size_t count) {
  if (count == 0) return "no plugin";
  return count == 1 ? "1 plugin" : std::to_string(count) + " plugins";
}

}  // namespace

PluginRegistry::PluginRegistry(const PluginSearchPath& path) {
  for (const PluginPlace& place : path.places) read_folder(place);
}

void PluginRegistry::read_folder(const PluginPlace& place) {
  std::error_code problem;
  const std::vector<fs::path> paths = manifests_in(place.folder, problem);
  if (problem) {
    const bool missing = problem == std::errc::no_such_file_or_directory;
    visits_.push_back({place, missing ? "no such folder" : problem.message()});
    return;
  }
  for (const fs::path& path : paths) {
    try {
      plugins_.push_back(read_plugin_manifest(path));
    } catch (const Error& error) {
      unreadable_.push_back({path, error});
    }
  }
  visits_.push_back({place, plugin_count(paths.size())});
}

const PluginManifest* PluginRegistry::find(std::string_view scheme) const {
  const auto found =
      std::find_if(plugins_.begin(), plugins_.end(),
                   [&](const PluginManifest& plugin) { return plugin.serves(scheme); });
  return found == plugins_.end() ? nullptr : &*found;
}

const PluginManifest& PluginRegistry::require(std::string_view scheme) const {
  if (const PluginManifest* plugin = find(scheme)) return *plugin;

  const std::vector<std::string> known = schemes();
  const std::string near = nearest(scheme, known);
  std::string hint;
  if (!near.empty()) hint += "did you mean '" + near + "'? ";
  hint += known.empty() ? "install a plugin, or name its folder with --plugin-path or "
                          "WHIMBREL_PLUGIN_PATH"
                        : "known schemes: " + join(known, ", ");
  for (size_t i = 0; i < visits_.size(); ++i)
    hint += (i == 0 ? "; looked in " : ", ") + visits_[i].place.folder.string() + " (" +
            visits_[i].place.origin + ": " + visits_[i].found + ")";
  for (const UnreadableManifest& manifest : unreadable_) hint += "; " + manifest.problem.message();
  throw Error(ErrorCode::plugin,
              "no plugin serves URLs of the scheme '" + std::string(scheme) + "'")
      .with_hint(std::move(hint));
}

std::vector<std::string> PluginRegistry::schemes() const {
  std::set<std::string> all;
  for (const PluginManifest& plugin : plugins_)
    for (const std::string& scheme : plugin.schemes) all.insert(lower(scheme));
  return {all.begin(), all.end()};
}

}  // namespace whimbrel
