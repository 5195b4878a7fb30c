// whimbrel stamp
#include "stamp.h"

#include "migrate.h"
#include "offline.h"
#include "whimbrel/runner/run_lock.h"

namespace whimbrel::cli {

std::vector<Step> stamp_plan(Workspace& workspace, const StampOptions& options) {
  return stamp_steps(workspace.graph(), workspace.rows(), options.revisions, options.purge);
}

std::vector<Step> stamp(Workspace& workspace, const StampOptions& options) {
  const Target& target = workspace.target();
  VersionTable& versions = workspace.versions();
  const auto lock = take_run_lock(workspace.dialect(), workspace.connection(), target.endpoint,
                                  versions.name().text(), target.run_lock_timeout);
  workspace.forget_rows();
  std::vector<Step> steps = stamp_plan(workspace, options);
  if (steps.empty()) return steps;
  versions.ensure();
  workspace.connection().begin();
  for (const Step& step : steps) {
    workspace.console().log("Stamping " + arrow(step));
    versions.apply(step.changes);
  }
  workspace.connection().commit();
  workspace.forget_rows();
  return steps;
}

namespace {

struct State {
  StampOptions options;
  MigrateOptions script;  ///< of --sql
};

int run_stamp(Workspace& workspace, const State& state) {
  const auto& [revisions, purge] = state.options;
  if (state.script.sql) return write_stamp_script(workspace, state.script, revisions, purge);
  for (const std::string& each : revisions) refuse_range(each);
  Console& console = workspace.console();
  Node result = Node::sequence();
  const std::vector<Step> steps = stamp(workspace, state.options);
  for (const Step& step : steps) result.items.push_back(step_node(step));
  console.answer("stamp", workspace.target_name(), std::move(result));
  if (steps.empty()) console.log("Nothing to do: the version table says so already.");
  return kDone;
}

}  // namespace

Command stamp_command() {
  auto state = std::make_shared<State>();
  state->script.command = "stamp";
  Command command;
  command.name = "stamp";
  command.summary = "Set the version table without running anything";
  command.examples = {"whimbrel stamp head", "whimbrel stamp base", "whimbrel stamp --purge 3f2a",
                      "whimbrel stamp 3f2a:head --sql > stamp.sql"};
  command.options = {
      {"revisions", "What the database is at from now on", &state->options.revisions, true},
      {"--purge", "Forget every row first, also those of unknown revisions", &state->options.purge},
      {"--sql", "Write an SQL script for the database's own client and ask no database",
       &state->script.sql},
      {"--tag", "A word of yours, for the script", &state->script.tag},
  };
  command.run = [state](Workspace& workspace) { return run_stamp(workspace, *state); };
  return command;
}

}  // namespace whimbrel::cli
