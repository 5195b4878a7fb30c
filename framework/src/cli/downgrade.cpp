// whimbrel downgrade
#include <utility>

#include "migrate.h"
#include "whimbrel/core/error.h"
#include "whimbrel/revision/symbols.h"

namespace whimbrel::cli {

Command downgrade_command() {
  struct State {
    std::string revision;
    MigrateOptions options;
  };
  auto state = std::make_shared<State>();
  state->options.command = "downgrade";
  Command command;
  command.name = "downgrade";
  command.summary = "Undo revisions back to one, which stays applied";
  command.description =
      "REVISION is an id or its beginning, base, or -1 from where the database is.";
  command.examples = {"whimbrel downgrade -1", "whimbrel downgrade base",
                      "whimbrel downgrade 3f2a --plan"};
  command.options = {
      {"revision", "Where to go back to", &state->revision, true},
      {"--plan", "Print the steps and change nothing", &state->options.plan},
      {"--allow-destructive", "Let a protected target lose data",
       &state->options.allow_destructive},
  };
  command.run = [state](Workspace& workspace) {
    bool warned = false;
    return migrate(workspace, state->options, [&] {
      const RevisionGraph& graph = workspace.graph();
      const auto current = workspace.current();
      if (current.empty() && state->revision.starts_with('-'))
        throw Error(ErrorCode::revision, "no revision is applied, so there is nothing to undo")
            .at(workspace.target().endpoint.display());
      const DowngradeTarget target = resolve_downgrade(graph, state->revision, current);
      if (!target.warning.empty() && !std::exchange(warned, true))
        workspace.console().warn(target.warning);
      return downgrade_steps(graph, current, target);
    });
  };
  return command;
}

}  // namespace whimbrel::cli
