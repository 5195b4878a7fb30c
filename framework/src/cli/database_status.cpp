#include "database_status.h"

#include "review_run.h"
#include "whimbrel/revision/graph_walk.h"

namespace whimbrel::cli {
namespace {

// Splits the rows of the version table into those that a file has and those that none has.
void read_rows(Workspace& workspace, DatabaseStatus& status) {
  const RevisionGraph& graph = workspace.graph();
  for (const std::string& row : workspace.rows()) {
    if (const auto index = graph.find_id(row))
      status.current.push_back(*index);
    else
      status.unknown.push_back(row);
  }
}

// What was applied by a stamp has no entry in the journal, and nothing can be said of it.
std::vector<RevisionIndex> edited_revisions(const RevisionGraph& graph, Journal& journal,
                                            const std::vector<RevisionIndex>& current) {
  const auto checksums = journal.applied_checksums();
  std::vector<RevisionIndex> edited;
  for (const RevisionIndex index : members(ancestors(graph, current, Edges::all))) {
    const auto applied = checksums.find(graph.id(index));
    if (applied != checksums.end() && applied->second != read_body_checksum(graph[index].file))
      edited.push_back(index);
  }
  return edited;
}

}  // namespace

DatabaseStatus database_status(Workspace& workspace) {
  DatabaseStatus status;
  status.server = workspace.connection().server();
  read_rows(workspace, status);
  Journal journal(workspace.dialect(), workspace.connection(), workspace.tables().journal);
  status.edited = edited_revisions(workspace.graph(), journal, status.current);
  status.unfinished = journal.unfinished();
  if (status.unfinished && status.unfinished->state == JournalEntry::State::failed &&
      status.unfinished->done == 0)
    status.unfinished.reset();  // it left nothing behind
  const ReviewSettings settings = review_settings(workspace);
  status.threshold = settings.threshold;
  if (!status.unknown.empty()) return status;
  status.pending = pending_indices(workspace);
  if (!status.pending.empty()) status.review = review_pending(workspace, settings, status.pending);
  return status;
}

}  // namespace whimbrel::cli
