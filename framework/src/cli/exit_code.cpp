#include "exit_code.h"

#include "command.h"

namespace whimbrel::cli {

int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
    case ErrorCode::config:
    case ErrorCode::revision:
    case ErrorCode::io:
    case ErrorCode::plugin:
      return kUsage;
    case ErrorCode::connection:
    case ErrorCode::database:
    case ErrorCode::unsupported:
    case ErrorCode::internal:
      return kFailed;
    case ErrorCode::pending:
      return kDifferent;
    case ErrorCode::lock:
      return kLocked;
    case ErrorCode::interrupted:
      return kInterrupted;
  }
  return kFailed;
}

}  // namespace whimbrel::cli
