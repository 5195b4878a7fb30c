// A target, ready to be connected to.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "whimbrel/config/config.h"
#include "whimbrel/core/secret.h"
#include "whimbrel/dialect/endpoint.h"

namespace whimbrel {

/// How migrations are put into transactions, where the database can.
enum class TransactionMode {
  each,  ///< one for each migration
  all,   ///< one around the whole run
  none,  ///< none: every statement stands alone
};

struct Target {
  /// How long a run waits for another runner when the target does not say.
  static constexpr std::chrono::milliseconds kRunLockTimeout = std::chrono::minutes(1);

  std::string name;   ///< empty for a URL from the command line
  Endpoint endpoint;  ///< with base directory and timeouts set
  std::optional<Endpoint> scratch;
  std::chrono::milliseconds run_lock_timeout = kRunLockTimeout;  ///< zero: do not wait
  bool is_protected = false;  ///< destructive steps need a permission
  TransactionMode transaction = TransactionMode::each;
  /// The release that scripts are written for, as ServerInfo::version_number; 0: it does not say.
  int server_version = 0;
};

/// The target `name`, or the default one when `name` is empty (a single target is the default when
/// none is named). Replaces its variables and reads its url_file; other targets are not looked at.
/// Throws Error{usage} when there is no such target, listing those that there are, and
/// Error{config} with file, line and column when its values are wrong; no message repeats a URL.
Target resolve_target(const Config& config, const std::string& name,
                      const Environment& environment);

/// A target without a name, for a URL from the command line: relative paths in it are relative to
/// the current folder. Throws Error{config} as parse_url does.
Target target_for_url(const Secret& url);

/// The mode that a configuration's word names, or nothing.
std::optional<TransactionMode> parse_transaction_mode(std::string_view word);

}  // namespace whimbrel
