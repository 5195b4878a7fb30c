// Databases that are made for `whimbrel ci` and dropped at the end.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "whimbrel/dialect/abilities.h"
#include "workspace.h"

namespace whimbrel::cli {

/// A workspace on a database of its own; the database goes when this does. [one thread at a time]
struct TemporaryWorkspace {
  std::unique_ptr<TemporaryDatabase> database;
  std::unique_ptr<Workspace> workspace;  ///< before the database at the end: its session is closed

  TemporaryWorkspace() = default;
  TemporaryWorkspace(TemporaryWorkspace&&) = default;
  TemporaryWorkspace& operator=(TemporaryWorkspace&&) = delete;
  ~TemporaryWorkspace();
};

/// Makes a database beside the target of `workspace`. Throws Error{unsupported} when the dialect
/// makes none or the user may not.
TemporaryWorkspace make_temporary(Workspace& workspace, Console& console);

/// Drops what earlier runs left behind there and returns the names. Throws Error.
std::vector<std::string> drop_leftovers(Workspace& workspace);

}  // namespace whimbrel::cli
