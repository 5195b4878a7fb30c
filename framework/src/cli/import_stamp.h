// Saying in Whimbrel's version table what another tool's table says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "whimbrel/import/history.h"
#include "workspace.h"

namespace whimbrel::cli {

enum class StampWish {
  if_possible,  ///< a database that cannot be asked, or that has no such table, is no error
  always,
  never,
};

/// What the other tool's table says of the target's database: the newest revisions that are
/// applied. Nothing when it is not to be asked or, with `if_possible`, cannot be: the log says why.
std::optional<std::vector<std::string>> applied_by_tool(Workspace& workspace,
                                                        const ImportedHistory& history,
                                                        const std::string& table, StampWish wish);

/// Writes it into the version table of Whimbrel, under the run lock, and gives the revisions that
/// the database is at now. A table that is ahead of the other tool's stays as it is. Throws
/// Error{revision} when the two contradict each other.
std::vector<std::string> stamp_applied(Workspace& workspace, const std::vector<std::string>& heads);

}  // namespace whimbrel::cli
