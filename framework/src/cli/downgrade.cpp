// whimbrel downgrade
#include "migrate.h"

namespace whimbrel::cli {

Command downgrade_command() {
  struct State {
    std::string revision;
    MigrateOptions options;
    bool from_database = false;
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
      {"--from-database",
       "Undo revisions that no file has, with the way back that the database keeps",
       &state->from_database},
      wait_option(&state->options.wait),
  };
  command.run = [state](Workspace& workspace) {
    if (state->from_database) workspace.use_kept_revisions();
    return migrate(workspace, state->options, downgrade_plan(workspace, state->revision));
  };
  return command;
}

}  // namespace whimbrel::cli
