// A statement that is run part by part.
#pragma once

#include <functional>
#include <string>

#include "whimbrel/dialect/dialect.h"

namespace whimbrel {

/// How far it got: the last key that was done, as text that only `run_batches` reads; `kNoPart`
/// when it has begun and no part is done. Empty: it has not begun.
using BatchProgress = std::string;
inline constexpr std::string_view kNoPart = "[]";

struct BatchObserver {
  /// Called inside the transaction of each part with the key that it ends with.
  std::function<void(const BatchProgress&)> record;
  /// Asked between two parts; true stops with Error{interrupted}.
  std::function<bool()> stop;
};

/// Runs `statement`, which has batches, behind `done`, each part in a transaction of its own.
/// Returns the number of rows changed. Throws what Connection throws, after a rollback of the part
/// that failed, and Error{database} when a key is null.
std::uint64_t run_batches(const Statement& statement, const BatchProgress& done,
                          const Dialect& dialect, Connection& connection,
                          const BatchObserver& observer);

}  // namespace whimbrel
