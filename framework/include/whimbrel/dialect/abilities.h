// What some databases can do besides: each ability is an interface of its own, asked for by its id,
// so that a new one never breaks an old plugin.
#pragma once

#include <memory>
#include <string_view>
#include <variant>

#include "whimbrel/dialect/connection.h"
#include "whimbrel/dialect/endpoint.h"
#include "whimbrel/dialect/introspector.h"
#include "whimbrel/dialect/unsupported.h"

namespace whimbrel {

/// A lock that is held as long as this lives. The destructor lets go and does not throw.
class HeldLock {
 public:
  HeldLock() = default;
  HeldLock(const HeldLock&) = delete;
  HeldLock& operator=(const HeldLock&) = delete;
  virtual ~HeldLock();
};

/// One runner at a time for each database. Immutable. [thread-safe]
class RunLocks {
 public:
  static constexpr std::string_view id = "whimbrel.run_locks/1";
  RunLocks() = default;
  RunLocks(const RunLocks&) = delete;
  RunLocks& operator=(const RunLocks&) = delete;
  virtual ~RunLocks();

  /// Takes the lock `key` of this database for the session, without waiting; null when another
  /// session has it. It outlives transactions and dies with the session (or, where a database has
  /// no such locks, with the process). The lock borrows the connection.
  virtual std::unique_ptr<HeldLock> try_acquire(Connection& connection, const Endpoint& endpoint,
                                                std::string_view key) const = 0;
};

/// An empty place of the same engine where schemas are built to see what the database makes of
/// them. The destructor removes it with everything in it and does not throw. [one thread at a time]
class ScratchPlace {
 public:
  ScratchPlace() = default;
  ScratchPlace(const ScratchPlace&) = delete;
  ScratchPlace& operator=(const ScratchPlace&) = delete;
  virtual ~ScratchPlace();

  /// A session whose default schema is the place. Borrowed.
  virtual Connection& connection() = 0;
  /// The schema of the place, with names as they would stand in the target.
  virtual Schema read(const IntrospectionScope& scope) = 0;
};

/// Makes scratch places. Immutable. [thread-safe]
class ScratchPlaces {
 public:
  static constexpr std::string_view id = "whimbrel.scratch_places/1";
  ScratchPlaces() = default;
  ScratchPlaces(const ScratchPlaces&) = delete;
  ScratchPlaces& operator=(const ScratchPlaces&) = delete;
  virtual ~ScratchPlaces();

  /// A place with the version, character set and collation of the target: at `scratch` when that is
  /// not null (what is in there is not touched; the place is made beside it), otherwise on the
  /// target's own server. Unsupported, with the reason, when no place is to be had (no right to
  /// make one). The place may borrow `target`, whose data it never changes.
  virtual std::variant<std::unique_ptr<ScratchPlace>, Unsupported> open(
      Connection& target, const Endpoint& endpoint, const Endpoint* scratch) const = 0;
};

}  // namespace whimbrel
