// whimbrel resume
#include "whimbrel/core/error.h"
#include "whimbrel/runner/journal.h"
#include "whimbrel/runner/run_lock.h"
#include "workspace.h"

namespace whimbrel::cli {
namespace {

int resume(Workspace& workspace, const std::string& answer) {
  if (answer != "done" && answer != "retry")
    throw Error(ErrorCode::usage, "--statement is done or retry, not '" + answer + "'");
  const Target& target = workspace.target();
  const auto lock = take_run_lock(workspace.dialect(), workspace.connection(), target.endpoint,
                                  workspace.tables().version.text(), target.run_lock_timeout);
  Journal journal(workspace.dialect(), workspace.connection(), workspace.tables().journal);
  auto entry = journal.unfinished();
  if (!entry || entry->state != JournalEntry::State::running) {
    workspace.console().log("Nothing is in doubt.");
    workspace.console().answer("resume", workspace.target_name(), Node());
    return kDone;
  }
  entry->error = "ended without a word; the user says: " + answer;
  settle(*entry, answer == "done");
  journal.update(*entry);
  workspace.console().log("Noted for revision " + entry->revision +
                          "; run the command that was interrupted again.");
  Node result = Node::map();
  result.add("revision", Node::text(entry->revision));
  result.add("statements_done", Node::number(entry->done));
  workspace.console().answer("resume", workspace.target_name(), std::move(result));
  return kDone;
}

}  // namespace

Command resume_command() {
  auto answer = std::make_shared<std::string>();
  Command command;
  command.name = "resume";
  command.summary = "Say what became of a statement that was under way when a run died";
  command.description =
      "Only databases without transactional DDL ever need it; the failing command says when.";
  command.examples = {"whimbrel resume --statement done", "whimbrel resume --statement retry"};
  command.options = {{"--statement", "done: it took effect; retry: it did not", answer.get(), true}};
  command.run = [answer](Workspace& workspace) { return resume(workspace, *answer); };
  return command;
}

}  // namespace whimbrel::cli
