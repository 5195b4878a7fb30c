// Where a desired schema comes from: files, a program, another target.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "whimbrel/config/config.h"
#include "whimbrel/model/schema.h"
#include "workspace.h"

namespace whimbrel::cli {

/// The files of a source in YAML, a folder's in name order; nothing for other sources. A folder is
/// looked at now: throws Error{config} when it is not there, is empty, or has something in it that
/// is no schema file (but for hidden files and .md).
std::optional<std::vector<std::filesystem::path>> yaml_files(const SchemaSource& source);

/// The program and its arguments as one line, to be shown.
std::string command_line(Workspace& workspace, const CommandSchema& source);

/// What the program prints. Throws Error{config} with the last lines of what it said, without
/// secrets, when it cannot be run, fails, prints nothing or takes too long.
std::string command_output(Workspace& workspace, const CommandSchema& source);

struct TargetState {
  Schema schema;  ///< as its database reports it; of another dialect: in portable words
  /// The database is of the same dialect, product and version: it says what the one at hand would.
  bool same_engine = false;
  bool same_dialect = false;
};

/// The schema of another target, over a connection of its own, without the tables of this tool.
/// Throws Error{config} when it is the target at hand, and Error{unsupported} naming what of
/// another dialect is not portable. Says on the log what is not modelled.
TargetState target_state(Workspace& workspace, const TargetSchema& source);

}  // namespace whimbrel::cli
