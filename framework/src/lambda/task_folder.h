// The folder of the function, with what scripts/package-lambda has put there.
#pragma once

#include "console.h"

namespace whimbrel::lambda {

/// Makes LAMBDA_TASK_ROOT, where it is set, the current folder, so that ./whimbrel.yaml is the
/// package's. Sets the variables that lib/whimbrel/environment lists (NAME=VALUE lines, for
/// libraries that look for their parts in places that only a full system has), and puts the cache
/// into /tmp, the one place that can be written; what is set already stays.
/// Throws Error{io} when there is no such folder. Before any thread is started.
void enter_task_folder();

/// Reads what is needed whatever the event says: the configuration, the headers of all revisions
/// and the manifests of the plugins. Nothing of a target is looked at, no plugin is opened and
/// nobody is asked, so that it is fast and fails only for what is wrong with the package.
/// Throws Error.
void require_package(cli::Console& console);

/// The same, and further what an invocation would find out: the body of every revision can be read
/// and every plugin can be opened. Throws Error.
void require_whole_package(cli::Console& console);

}  // namespace whimbrel::lambda
