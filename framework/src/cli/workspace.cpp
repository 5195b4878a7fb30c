#include "workspace.h"

#include "database_wait.h"
#include "interrupt.h"
#include "kept_revisions.h"
#include "whimbrel/config/environment.h"
#include "whimbrel/core/duration.h"
#include "whimbrel/core/error.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel::cli {
namespace fs = std::filesystem;

Workspace Workspace::on_target(const std::string& name) const {
  GlobalOptions options = options_;
  options.target = name;
  options.url.clear();
  Workspace other(std::move(options), *console_);
  other.use_environment(environment_);
  return other;
}

const Config& Workspace::config() {
  if (config_) return *config_;
  const bool has_file = find_config(options_.config, ".", environment_).has_value();
  // A URL on the command line is enough to work in a folder without a configuration.
  if (!has_file && !options_.url.empty())
    config_ = default_config(".");
  else
    config_ = require_config(options_.config, ".", environment_);
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
  if (adjust_) adjust_(*target_);
  return *target_;
}

Target Workspace::resolved() {
  if (offline_) {
    try {
      return resolve_target(config(), options_.target, [&](const std::string& name) {
        return std::optional(environment_(name).value_or(""));
      });
    } catch (const Error&) {
      // What is missing is needed after all, and the message below names it.
    }
  }
  return resolve_target(config(), options_.target, environment_);
}

PluginSearchPath Workspace::plugin_path() {
  std::vector<fs::path> configured;
  const bool has_file = find_config(options_.config, ".", environment_).has_value();
  if (has_file) configured = config().plugin_path;
  const std::vector<fs::path> option(options_.plugin_path.begin(), options_.plugin_path.end());
  return plugin_search_path(option, configured);
}

const Dialect& Workspace::dialect() {
  if (!plugin_) plugin_ = load_plugin_for(target().endpoint.scheme, plugin_path());
  return plugin_->dialect();
}

void Workspace::wait_for_database(const std::string& patience) {
  if (patience.empty()) return;
  patience_ = parse_duration(patience);
  if (!patience_)
    throw Error(ErrorCode::usage, "--wait is a length of time, not '" + patience + "'")
        .with_hint("write it like 30s or 2m");
}

std::unique_ptr<Connection> Workspace::connect() {
  const Dialect& dialect = this->dialect();
  const std::string place = target().endpoint.display();
  const Error stopped =
      Error(ErrorCode::interrupted, "stopped on request before there was a connection").at(place);
  const EndAtOnce end_at_once(console_->failure_descriptor(), console_->failure_text(stopped));
  if (interrupted()) throw stopped;
  if (!patience_) return dialect.connect(target().endpoint);
  Endpoint endpoint = target().endpoint;
  const auto attempt = [&](std::chrono::milliseconds limit) {
    endpoint.connect_timeout = limit;
    return dialect.connect(endpoint);
  };
  return connect_within(*patience_, place, attempt,
                        real_world([this](const std::string& line) { console_->log(line); }));
}

Connection& Workspace::connection() {
  if (!connection_) connection_ = connect();
  return *connection_;
}

const RevisionGraph& Workspace::graph() {
  if (graph_) return *graph_;
  std::vector<Revision> revisions =
      read_revision_headers(config().migrations, config().revision_files.recursive);
  if (use_kept_) {
    Journal journal(dialect(), connection(), tables().journal);
    revisions = with_kept_revisions(std::move(revisions), rows(), journal);
  }
  graph_.emplace(std::move(revisions));
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

std::vector<RevisionIndex> Workspace::current() {
  std::vector<std::string> unknown;
  for (const std::string& row : rows())
    if (!graph().find_id(row)) unknown.push_back(row);
  if (unknown.empty()) return resolve_rows(graph(), rows());
  Journal journal(dialect(), connection(), tables().journal);
  throw unknown_revisions(unknown, journal, place());
}

std::vector<std::string> Workspace::own_tables() {
  const RunTables own = tables();
  return {own.version.text(), own.journal.text()};
}

}  // namespace whimbrel::cli
