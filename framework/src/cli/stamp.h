// Setting the version table without running anything.
#pragma once

#include <string>
#include <vector>

#include "whimbrel/revision/steps.h"
#include "workspace.h"

namespace whimbrel::cli {

struct StampOptions {
  std::vector<std::string> revisions;  ///< symbols: what the database is at from now on
  bool purge = false;                  ///< forget every row first, also those of unknown revisions
};

/// What would change, without the run lock; nothing is written. Throws Error.
std::vector<Step> stamp_plan(Workspace& workspace, const StampOptions& options);

/// Plans under the run lock and changes the version table, all of it or nothing. Returns what was
/// done; empty when the table says so already. Throws Error.
std::vector<Step> stamp(Workspace& workspace, const StampOptions& options);

}  // namespace whimbrel::cli
