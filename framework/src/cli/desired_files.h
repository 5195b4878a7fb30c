// The files of a desired schema in YAML, and where what was made of them is kept.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "whimbrel/diff/desired_document.h"
#include "workspace.h"

namespace whimbrel::cli {

/// A file beside the user's other caches, for this project and `what`; empty without a home.
std::filesystem::path cache_file(Workspace& workspace, std::string_view what);

/// What stands in a file of the desired schema. Throws Error{config} with a hint.
std::string desired_text(const std::filesystem::path& file);

/// Files that say a schema together. Each list of files has a memory of its own.
/// [one thread at a time]
class DesiredFiles {
 public:
  /// Reads the files. Throws Error{config}.
  DesiredFiles(Workspace& workspace, const std::vector<std::filesystem::path>& files);

  /// Throws Error{config} with file, line and column.
  SchemaDocument document() const { return read_desired(texts_, memory_); }

 private:
  std::vector<SchemaText> texts_;
  std::filesystem::path memory_;
};

}  // namespace whimbrel::cli
