#include "workspace.h"

#include "whimbrel/config/environment.h"
#include "whimbrel/core/error.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel::cli {
namespace fs = std::filesystem;

const Config& Workspace::config() {
  if (config_) return *config_;
  const Environment environment = process_environment();
  const bool has_file = find_config(options_.config, ".", environment).has_value();
  // A URL on the command line is enough to work in a folder without a configuration.
  if (!has_file && !options_.url.empty())
    config_ = default_config(".");
  else
    config_ = require_config(options_.config, ".", environment);
  return *config_;
}

const Target& Workspace::target() {
  if (target_) return *target_;
  if (!options_.url.empty()) {
    if (!options_.target.empty())
      throw Error(ErrorCode::usage, "--target and --url exclude each other")
          .with_hint("leave out one of them");
    target_ = target_for_url(Secret(options_.url));
  } else {
    target_ = resolved();
  }
  return *target_;
}

Target Workspace::resolved() {
  const Environment known = process_environment();
  if (offline_) {
    try {
      return resolve_target(config(), options_.target, [&](const std::string& name) {
        return std::optional(known(name).value_or(""));
      });
    } catch (const Error&) {
      // What is missing is needed after all, and the message below names it.
    }
  }
  return resolve_target(config(), options_.target, known);
}

PluginSearchPath Workspace::plugin_path() {
  std::vector<fs::path> configured;
  const bool has_file = find_config(options_.config, ".", process_environment()).has_value();
  if (has_file) configured = config().plugin_path;
  const std::vector<fs::path> option(options_.plugin_path.begin(), options_.plugin_path.end());
  return plugin_search_path(option, configured);
}

const Dialect& Workspace::dialect() {
  if (!plugin_) plugin_ = load_plugin_for(target().endpoint.scheme, plugin_path());
  return plugin_->dialect();
}

Connection& Workspace::connection() {
  if (!connection_) connection_ = dialect().connect(target().endpoint);
  return *connection_;
}

const RevisionGraph& Workspace::graph() {
  if (!graph_) graph_.emplace(read_revision_headers(config().migrations));
  return *graph_;
}

RunTables Workspace::tables() { return {config().version_table, config().journal_table}; }

VersionTable& Workspace::versions() {
  if (!versions_) versions_.emplace(dialect(), connection(), tables().version);
  return *versions_;
}

const std::vector<std::string>& Workspace::rows() {
  if (!rows_) rows_ = versions().read();
  return *rows_;
}

std::vector<RevisionIndex> Workspace::current() { return resolve_rows(graph(), rows()); }

std::vector<std::string> Workspace::own_tables() {
  const RunTables own = tables();
  return {own.version.text(), own.journal.text()};
}

}  // namespace whimbrel::cli
