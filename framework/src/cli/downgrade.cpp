// whimbrel downgrade
#include "migrate.h"
#include "offline.h"

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
      "REVISION is an id or its beginning, base, or -1 from where the database is.\n"
      "With --sql FROM:TO for a database that is at FROM.";
  command.examples = {"whimbrel downgrade -1", "whimbrel downgrade base",
                      "whimbrel downgrade 3f2a --plan",
                      "whimbrel downgrade head:3f2a --sql > downgrade.sql"};
  command.options = {
      {"revision", "Where to go back to", &state->revision, true},
      {"--plan", "Print the steps, with --verbose their statements, and change nothing",
       &state->options.plan},
      {"--allow-destructive", "Let a protected target lose data",
       &state->options.allow_destructive},
      {"--from-database",
       "Undo revisions that no file has, with the way back that the database keeps",
       &state->from_database},
      wait_option(&state->options.wait),
      {"--sql", "Write an SQL script for the database's own client and ask no database",
       &state->options.sql},
      {"--tag", "A word of yours, for the journal or the script", &state->options.tag},
  };
  command.run = [state](Workspace& workspace) {
    if (state->options.sql)
      return write_downgrade_script(workspace, state->options, state->revision);
    refuse_range(state->revision);
    if (state->from_database) workspace.use_kept_revisions();
    return migrate(workspace, state->options, downgrade_plan(workspace, state->revision));
  };
  return command;
}

}  // namespace whimbrel::cli
