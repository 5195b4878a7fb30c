// What the commands work on: configuration, target, plugin, connection and revisions, each brought
// in when it is first asked for, so that no command pays for what it does not need.
#pragma once

#include <chrono>
#include <functional>
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
  /// With a target that is at hand, such as one on a temporary database.
  Workspace(GlobalOptions options, Console& console, Target target)
      : options_(std::move(options)), console_(&console), target_(std::move(target)) {}

  /// Where the variables of the configuration come from; the environment of the process unless
  /// told. Before anything else is asked for, as is `adjust_target`.
  void use_environment(Environment environment) { environment_ = std::move(environment); }
  /// Called once with the target, before anything uses it.
  void adjust_target(std::function<void(Target&)> adjust) { adjust_ = std::move(adjust); }

  /// A workspace of the same configuration, with the same environment, on another target of it.
  Workspace on_target(const std::string& name) const;

  const GlobalOptions& options() const { return options_; }
  Console& console() { return *console_; }

  const Config& config();
  const Target& target();
  /// The address of the target, without secrets; empty as long as nobody has asked for the target.
  std::string place() const { return target_ ? target_->endpoint.display() : std::string(); }
  /// The name to report; empty for a URL from the command line.
  const std::string& target_name() { return target().name; }
  PluginSearchPath plugin_path();
  const Dialect& dialect();
  /// From now on no database is asked: variables of the target that are not set count as empty
  /// where that gives a target, so that a script needs no password. To be called before anything
  /// else.
  void work_offline() { offline_ = true; }
  Connection& connection();
  /// From now on `connection` waits until the database accepts one, for `patience` at the longest:
  /// a length of time as in the configuration. An empty text changes nothing.
  void wait_for_database(const std::string& patience);
  const RevisionGraph& graph();
  /// From now on the graph has the revisions too that only the database knows, with what it keeps
  /// of them. To be called before the graph is asked for.
  void use_kept_revisions() { use_kept_ = true; }
  /// The files are read again: there are new ones.
  void forget_graph() { graph_.reset(); }
  RunTables tables();
  VersionTable& versions();

  /// The rows of the version table, and the revisions that they name. `current` throws
  /// Error{revision} when no file has one of them.
  const std::vector<std::string>& rows();
  std::vector<RevisionIndex> current();
  /// The rows are read again: another runner may have changed them.
  void forget_rows() { rows_.reset(); }

  /// Tables of the tool itself, which no comparison sees.
  std::vector<std::string> own_tables();

 private:
  std::unique_ptr<Connection> connect();
  Target resolved();

  GlobalOptions options_;
  bool offline_ = false;
  Console* console_;
  Environment environment_ = process_environment();
  std::function<void(Target&)> adjust_;
  std::optional<Config> config_;
  std::optional<Target> target_;
  std::optional<LoadedPlugin> plugin_;
  std::optional<std::chrono::milliseconds> patience_;
  std::unique_ptr<Connection> connection_;
  std::optional<RevisionGraph> graph_;
  bool use_kept_ = false;
  std::optional<VersionTable> versions_;
  std::optional<std::vector<std::string>> rows_;
};

}  // namespace whimbrel::cli
