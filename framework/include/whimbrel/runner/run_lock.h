// One runner at a time.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "whimbrel/dialect/abilities.h"
#include "whimbrel/dialect/dialect.h"

namespace whimbrel {

/// Takes the run lock of the database, asking again with growing pauses (10 ms to 500 ms) until
/// `patience` is over. It asks and never blocks in the database: a session that waits there can
/// deadlock with what the holder does. Null when the database has no such locks.
/// Throws Error{lock} when another runner keeps it.
std::unique_ptr<HeldLock> take_run_lock(const Dialect& dialect, Connection& connection,
                                        const Endpoint& endpoint, const std::string& key,
                                        std::chrono::milliseconds patience);

}  // namespace whimbrel
