#include "task_folder.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"
#include "whimbrel/plugin/loader.h"
#include "whimbrel/plugin/registry.h"
#include "whimbrel/revision/revision_file.h"
#include "workspace.h"

namespace whimbrel::lambda {
namespace {

namespace fs = std::filesystem;

constexpr const char* kEnvironmentFile = "lib/whimbrel/environment";
constexpr const char* kCacheFolder = "/tmp/whimbrel";
constexpr int kKeep = 0;

void set_package_variables() {
  std::error_code unknown;
  if (!fs::exists(kEnvironmentFile, unknown)) return;
  const std::string text = read_file(kEnvironmentFile);
  for (const std::string_view line : split(text, '\n')) {
    const size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    setenv(std::string(line.substr(0, equals)).c_str(),
           std::string(line.substr(equals + 1)).c_str(), kKeep);
  }
}

// What is wrong with one plugin says nothing about another; still no event should find it out.
PluginRegistry fitting_plugins(cli::Workspace& workspace) {
  PluginRegistry registry(workspace.plugin_path());
  for (const UnreadableManifest& each : registry.unreadable()) throw each.problem;
  for (const PluginManifest& manifest : registry.plugins())
    if (const auto problem = refusal(manifest)) throw *problem;
  if (registry.plugins().empty())
    throw Error(ErrorCode::plugin, "the package has no plugin")
        .with_hint("scripts/package-lambda --plugin NAME puts one in");
  return registry;
}

}  // namespace

void enter_task_folder() {
  const char* folder = std::getenv("LAMBDA_TASK_ROOT");
  if (folder != nullptr && *folder != '\0') {
    std::error_code problem;
    fs::current_path(folder, problem);
    if (problem)
      throw Error(ErrorCode::io, "the function's folder cannot be entered: " + problem.message())
          .at(folder);
  }
  set_package_variables();
  setenv("WHIMBREL_CACHE_DIR", kCacheFolder, kKeep);
}

void require_package(cli::Console& console) {
  cli::Workspace workspace({}, console);
  workspace.graph();
  fitting_plugins(workspace);
}

void require_whole_package(cli::Console& console) {
  cli::Workspace workspace({}, console);
  const RevisionGraph& graph = workspace.graph();
  for (RevisionIndex index = 0; index < graph.size(); ++index)
    read_revision_body(graph[index].file);
  const PluginRegistry registry = fitting_plugins(workspace);
  for (const PluginManifest& manifest : registry.plugins()) load_plugin(manifest);
}

}  // namespace whimbrel::lambda
