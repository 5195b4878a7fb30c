// Revisions that the database has and no file has.
#pragma once

#include <string>
#include <vector>

#include "whimbrel/core/error.h"
#include "whimbrel/revision/graph.h"
#include "whimbrel/runner/journal.h"

namespace whimbrel::cli {

/// `files` and, for each row that none of them has, what the journal keeps of that revision and of
/// those below it that no file has either. Throws Error{revision} for one of which nothing is kept.
std::vector<Revision> with_kept_revisions(std::vector<Revision> files,
                                          const std::vector<std::string>& rows, Journal& journal);

/// What to say when the database is at revisions that no file has: which they are, what the journal
/// knows of them, and what can be done. `unknown` is not empty.
Error unknown_revisions(const std::vector<std::string>& unknown, Journal& journal,
                        const std::string& database);

}  // namespace whimbrel::cli
