// The desired schema against the database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "whimbrel/diff/canonical.h"
#include "whimbrel/diff/diff.h"
#include "workspace.h"

namespace whimbrel::cli {

struct Comparison {
  Difference difference;
  /// Empty, or why some tables could only be compared by their text.
  std::string unverified;
  /// Objects of the database that are not modelled: named, never touched.
  std::vector<UnsupportedObject> untouched;
};

/// Compares the configured desired schema with the target's database. Says on the log what was left
/// out. Throws Error.
Comparison compare_with_database(Workspace& workspace);

/// Makes scratch places for the target when one is needed. Borrows the workspace.
ScratchSource scratch_source(Workspace& workspace);

/// What differs, as data: `different`, `operations`, `unsupported`, `unverified`.
Node comparison_node(const Comparison& comparison);

/// The globs of `manage: exclude` in the configured desired schema.
std::vector<std::string> desired_excludes(Workspace& workspace);

/// The ids of the revisions that the database lacks, in the order in which they would be applied.
std::vector<std::string> pending_revisions(Workspace& workspace);

}  // namespace whimbrel::cli
