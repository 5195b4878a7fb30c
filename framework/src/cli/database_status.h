// Where a database stands, as a value.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "whimbrel/review/review.h"
#include "whimbrel/runner/journal.h"
#include "workspace.h"

namespace whimbrel::cli {

struct DatabaseStatus {
  ServerInfo server;
  std::vector<RevisionIndex> current;
  /// Rows of the version table that no file has; with them nothing is known of what is pending.
  std::vector<std::string> unknown;
  std::vector<RevisionIndex> pending;  ///< in the order in which they would be applied
  std::vector<RevisionIndex> edited;   ///< applied, and the file says something else since
  std::optional<JournalEntry> unfinished;
  Review review;  ///< of what is pending
  ReviewLevel threshold = ReviewLevel::warning;

  /// Nothing is to be done.
  bool settled() const {
    return unknown.empty() && pending.empty() && edited.empty() && !unfinished;
  }
};

/// Asks the database and reads the files. Changes nothing. Throws Error.
DatabaseStatus database_status(Workspace& workspace);

}  // namespace whimbrel::cli
