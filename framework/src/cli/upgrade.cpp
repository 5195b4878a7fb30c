// whimbrel upgrade
#include "migrate.h"
#include "offline.h"

namespace whimbrel::cli {

Command upgrade_command() {
  struct State {
    std::string revision = "head";
    MigrateOptions options;
  };
  auto state = std::make_shared<State>();
  state->options.command = "upgrade";
  Command command;
  command.name = "upgrade";
  command.summary = "Apply the revisions up to one (default: head)";
  command.description =
      "REVISION is an id or its beginning, head, heads, label@head, +1 from where the database "
      "is,\n"
      "or ID+1. With --sql FROM:TO for a database that is at FROM (default: base).";
  command.examples = {
      "whimbrel upgrade head", "whimbrel upgrade +1", "whimbrel upgrade head --target prod --plan",
      "whimbrel upgrade head --wait 60s", "whimbrel upgrade 3f2a:head --sql > upgrade.sql"};
  command.options = {
      {"revision", "Where to go", &state->revision},
      {"--plan", "Print the steps, with --verbose their statements, and change nothing",
       &state->options.plan},
      {"--allow-destructive", "Let a protected target lose data",
       &state->options.allow_destructive},
      wait_option(&state->options.wait),
      {"--sql", "Write an SQL script for the database's own client and ask no database",
       &state->options.sql},
      {"--tag", "A word of yours, for the journal or the script", &state->options.tag},
  };
  command.run = [state](Workspace& workspace) {
    if (state->options.sql) return write_upgrade_script(workspace, state->options, state->revision);
    refuse_range(state->revision);
    return migrate(workspace, state->options, upgrade_plan(workspace, state->revision));
  };
  return command;
}

}  // namespace whimbrel::cli
