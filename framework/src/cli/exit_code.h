// From errors to exit codes.
#pragma once

#include "whimbrel/core/error.h"

namespace whimbrel::cli {

/// The exit code of a command that an error of this kind ends.
int exit_code(ErrorCode code);

}  // namespace whimbrel::cli
