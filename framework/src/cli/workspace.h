// What the commands work on: configuration, target, plugin, connection and revisions, each brought
// in when it is first asked for, so that no command pays for what it does not need.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "console.h"
#include "whimbrel/config/target.h"
#include "whimbrel/plugin/loader.h"
#include "whimbrel/revision/graph.h"
#include "whimbrel/runner/run.h"
#include "whimbrel/runner/version_table.h"

namespace whimbrel::cli {

/// Every function throws Error. References live as long as the workspace. [one thread at a time]
class Workspace {
 public:
  Workspace(GlobalOptions options, Console& console)
      : options_(std::move(options)), console_(&console) {}

  const GlobalOptions& options() const { return options_; }
  Console& console() { return *console_; }

  const Config& config();
  const Target& target();
  /// The name to report; empty for a URL from the command line.
  const std::string& target_name() { return target().name; }
  PluginSearchPath plugin_path();
  const Dialect& dialect();
  /// From now on no database is asked: variables of the target that are not set count as empty
  /// where that gives a target, so that a script needs no password. To be called before anything
  /// else.
  void work_offline() { offline_ = true; }
  Connection& connection();
  const RevisionGraph& graph();
  RunTables tables();
  VersionTable& versions();

  /// The rows of the version table, and the revisions that they name.
  const std::vector<std::string>& rows();
  std::vector<RevisionIndex> current();
  /// The rows are read again: another runner may have changed them.
  void forget_rows() { rows_.reset(); }

  /// Tables of the tool itself, which no comparison sees.
  std::vector<std::string> own_tables();

 private:
  Target resolved();

  GlobalOptions options_;
  bool offline_ = false;
  Console* console_;
  std::optional<Config> config_;
  std::optional<Target> target_;
  std::optional<LoadedPlugin> plugin_;
  std::unique_ptr<Connection> connection_;
  std::optional<RevisionGraph> graph_;
  std::optional<VersionTable> versions_;
  std::optional<std::vector<std::string>> rows_;
};

}  // namespace whimbrel::cli
