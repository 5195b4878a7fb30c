// What upgrade and downgrade share.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "whimbrel/revision/steps.h"
#include "workspace.h"

namespace whimbrel::cli {

struct MigrateOptions {
  std::string command;  ///< "upgrade" or "downgrade"
  bool plan = false;    ///< print the steps and touch nothing
  bool allow_destructive = false;
};

/// Plans with `plan`, takes the run lock, plans again, carries the steps out and reports. With
/// nothing to do no lock is taken and nothing is written. Returns the exit code.
int migrate(Workspace& workspace, const MigrateOptions& options,
            const std::function<std::vector<Step>()>& plan);

/// "base -> 3f2a9c81d0be" and the like.
std::string arrow(const Step& step);
Node step_node(const Step& step);

}  // namespace whimbrel::cli
