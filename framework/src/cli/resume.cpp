// whimbrel resume
#include "whimbrel/core/error.h"
#include "whimbrel/runner/journal.h"
#include "whimbrel/runner/run_lock.h"
#include "workspace.h"

namespace whimbrel::cli {
namespace {

Finding finding_of(const std::string& answer) {
  if (answer == "done") return Finding::done;
  if (answer == "retry") return Finding::retry;
  if (answer == "undone") return Finding::undone;
  throw Error(ErrorCode::usage, "--statement is done, retry or undone, not '" + answer + "'");
}

// Only a statement that was under way can have been done; a refused one had no effect.
bool is_in_doubt(const JournalEntry& entry, Finding finding) {
  if (entry.state == JournalEntry::State::running) return true;
  return finding == Finding::undone && entry.done > 0;
}

int resume(Workspace& workspace, const std::string& answer) {
  const Finding finding = finding_of(answer);
  const Target& target = workspace.target();
  const auto lock = take_run_lock(workspace.dialect(), workspace.connection(), target.endpoint,
                                  workspace.tables().version.text(), target.run_lock_timeout);
  Journal journal(workspace.dialect(), workspace.connection(), workspace.tables().journal);
  auto entry = journal.unfinished();
  if (!entry || !is_in_doubt(*entry, finding)) {
    workspace.console().log("Nothing is in doubt.");
    workspace.console().answer("resume", workspace.target_name(), Node());
    return kDone;
  }
  entry->error += (entry->error.empty() ? "" : "; ") + std::string("the user says: ") + answer;
  settle(*entry, finding);
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
  command.examples = {"whimbrel resume --statement done", "whimbrel resume --statement retry",
                      "whimbrel resume --statement undone"};
  command.options = {{"--statement",
                      "done: it took effect; retry: it did not; undone: you have taken back all "
                      "statements of that revision by hand",
                      answer.get(), true}};
  command.run = [answer](Workspace& workspace) { return resume(workspace, *answer); };
  return command;
}

}  // namespace whimbrel::cli
