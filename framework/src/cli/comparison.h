// The desired schema against the database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "whimbrel/diff/canonical.h"
#include "whimbrel/diff/diff.h"
#include "whimbrel/model/schema_codec.h"
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
/// The same for bare places; empty when the dialect makes none. Borrows the workspace.
ScratchSource bare_scratch_source(Workspace& workspace);

/// What differs, as data: `different`, `operations`, `unsupported`, `unverified`.
Node comparison_node(const Comparison& comparison);

/// What the configured desired schema says under `manage`, without its tables and objects; nothing
/// where there is no such file yet.
SchemaDocument desired_scope(Workspace& workspace);

/// What of the database belongs to a desired schema: not the tables of this tool, and what `manage`
/// leaves.
IntrospectionScope scope_of(Workspace& workspace, const SchemaDocument& document);

/// The ids of the revisions that the database lacks, in the order in which they would be applied.
std::vector<std::string> pending_revisions(Workspace& workspace);

}  // namespace whimbrel::cli
