// whimbrel stamp
#include "migrate.h"
#include "offline.h"
#include "whimbrel/runner/run_lock.h"

namespace whimbrel::cli {
namespace {

struct State {
  std::vector<std::string> revisions;
  bool purge = false;
  MigrateOptions options;
};

int stamp(Workspace& workspace, const State& state) {
  if (state.options.sql)
    return write_stamp_script(workspace, state.options, state.revisions, state.purge);
  for (const std::string& each : state.revisions) refuse_range(each);
  Console& console = workspace.console();
  const Target& target = workspace.target();
  VersionTable& versions = workspace.versions();
  const auto lock = take_run_lock(workspace.dialect(), workspace.connection(), target.endpoint,
                                  versions.name().text(), target.run_lock_timeout);
  const std::vector<Step> steps =
      stamp_steps(workspace.graph(), workspace.rows(), state.revisions, state.purge);
  Node result = Node::sequence();
  if (!steps.empty()) {
    versions.ensure();
    workspace.connection().begin();
    for (const Step& step : steps) {
      console.log("Stamping " + arrow(step));
      versions.apply(step.changes);
      result.items.push_back(step_node(step));
    }
    workspace.connection().commit();
  }
  console.answer("stamp", workspace.target_name(), std::move(result));
  if (steps.empty()) console.log("Nothing to do: the version table says so already.");
  return kDone;
}

}  // namespace

Command stamp_command() {
  auto state = std::make_shared<State>();
  state->options.command = "stamp";
  Command command;
  command.name = "stamp";
  command.summary = "Set the version table without running anything";
  command.examples = {"whimbrel stamp head", "whimbrel stamp base", "whimbrel stamp --purge 3f2a",
                      "whimbrel stamp 3f2a:head --sql > stamp.sql"};
  command.options = {
      {"revisions", "What the database is at from now on", &state->revisions, true},
      {"--purge", "Forget every row first, also those of unknown revisions", &state->purge},
      {"--sql", "Write an SQL script for the database's own client and ask no database",
       &state->options.sql},
      {"--tag", "A word of yours, for the script", &state->options.tag},
  };
  command.run = [state](Workspace& workspace) { return stamp(workspace, *state); };
  return command;
}

}  // namespace whimbrel::cli
