// New revision files: what `revision` and `merge` share.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "command.h"
#include "whimbrel/core/local_time.h"
#include "whimbrel/revision/graph_growth.h"
#include "workspace.h"

namespace whimbrel::cli {

/// What a user can say of a new file.
struct NewFileOptions {
  std::string message;
  std::string rev_id;        ///< empty: one is made up
  std::string version_path;  ///< empty: the folder of what it stands on
  std::vector<std::string> heads;
  std::vector<std::string> depends_on;
  std::vector<std::string> branch_labels;
  bool splice = false;
};

/// The options that both commands have, filled into `options`, which must outlive the command.
std::vector<Option> new_file_options(NewFileOptions& options);

/// A header that joins the graph, with message and date. Throws Error.
Revision new_header(Workspace& workspace, const NewFileOptions& options);

/// Writes the file, runs the hooks on it and reports. `command` and `target` are those of the
/// answer. Throws Error; after a hook that failed the file is there, and the error says so.
void write_revision(Workspace& workspace, const NewFileOptions& options, const Revision& header,
                    const std::string& text, const std::string& extension,
                    const std::string& command, const std::string& target);

}  // namespace whimbrel::cli
