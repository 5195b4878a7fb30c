// Reviews for the commands that make them.
#pragma once

#include <vector>

#include "whimbrel/review/review.h"
#include "workspace.h"

namespace whimbrel::cli {

/// What the configuration and the target say of reviews. Throws Error.
ReviewSettings review_settings(Workspace& workspace);

/// The revisions that the database lacks, in the order in which they would be applied.
std::vector<RevisionIndex> pending_indices(Workspace& workspace);

/// Reviews the pending revisions, from the schema that the database has now. Throws Error.
Review review_pending(Workspace& workspace, ReviewSettings settings,
                      const std::vector<RevisionIndex>& pending);

}  // namespace whimbrel::cli
