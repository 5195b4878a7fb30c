// The revision files that an import writes.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "whimbrel/import/history.h"
#include "whimbrel/revision/graph.h"

namespace whimbrel::cli {

/// What is to be written, decided before anything is.
struct ImportFiles {
  std::vector<std::pair<std::filesystem::path, std::string>> missing;
  std::size_t present = 0;  ///< files that are there already, with the same text
};

/// Compares the history with the revisions that are there. Throws Error{revision} when a revision
/// is there with another text, and what RevisionGraph throws when the two do not go together.
ImportFiles import_files(const ImportedHistory& history, const RevisionGraph& present,
                         const std::filesystem::path& folder);

}  // namespace whimbrel::cli
