// whimbrel ensure_version
#include "whimbrel/runner/journal.h"
#include "whimbrel/runner/run_lock.h"
#include "workspace.h"

namespace whimbrel::cli {
namespace {

int ensure_version(Workspace& workspace) {
  const Target& target = workspace.target();
  VersionTable& versions = workspace.versions();
  const auto lock = take_run_lock(workspace.dialect(), workspace.connection(), target.endpoint,
                                  versions.name().text(), target.run_lock_timeout);
  versions.ensure();
  Journal(workspace.dialect(), workspace.connection(), workspace.tables().journal).ensure();
  workspace.console().line("The tables " + workspace.tables().version.text() + " and " +
                           workspace.tables().journal.text() + " are there.");
  workspace.console().answer("ensure_version", workspace.target_name(), Node::map());
  return kDone;
}

}  // namespace

Command ensure_version_command() {
  Command command;
  command.name = "ensure_version";
  command.summary = "Make the tool's own tables where they are missing";
  command.examples = {"whimbrel ensure_version --target prod"};
  command.run = ensure_version;
  return command;
}

}  // namespace whimbrel::cli
