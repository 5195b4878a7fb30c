// upgrade, downgrade and stamp with --sql.
#pragma once

#include <string>
#include <vector>

#include "migrate.h"

namespace whimbrel::cli {

// Each prints the script on the standard output, whole or not at all, and returns the exit code. A
// range FROM:TO begins where a database is at FROM. Throws Error.

/// `range` is TO, from base, or FROM:TO.
int write_upgrade_script(Workspace& workspace, const MigrateOptions& options,
                         const std::string& range);
/// `range` is FROM:TO.
int write_downgrade_script(Workspace& workspace, const MigrateOptions& options,
                           const std::string& range);
/// Each of `ranges` is TO or FROM:TO, with the same FROM.
int write_stamp_script(Workspace& workspace, const MigrateOptions& options,
                       const std::vector<std::string>& ranges, bool purge);

/// Throws Error{usage} for a range, which only scripts have.
void refuse_range(const std::string& revision);

}  // namespace whimbrel::cli
