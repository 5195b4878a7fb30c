// What some databases can do besides: each ability is an interface of its own, asked for by its id,
// so that a new one never breaks an old plugin.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

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
  /// The schemas beside the default one that were made here since the place was opened, and those
  /// in which something was made. None by default. Throws what Connection throws, and
  /// Error{unsupported} when the place cannot hold what was made there apart from the target's own.
  virtual std::vector<Identifier> made_schemas();
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

/// A database of its own that lasts as long as this lives. The destructor drops it with everything
/// in it, ends what sessions are left in it, and does not throw. [one thread at a time]
class TemporaryDatabase {
 public:
  TemporaryDatabase() = default;
  TemporaryDatabase(const TemporaryDatabase&) = delete;
  TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;
  virtual ~TemporaryDatabase();

  /// Where it is and how to get in, the password included: Dialect::connect takes it as any other.
  virtual const Endpoint& endpoint() const = 0;
};

/// Makes databases that are like any other but for their end: whole runs can be tried in them.
/// Immutable. [thread-safe]
class TemporaryDatabases {
 public:
  static constexpr std::string_view id = "whimbrel.temporary_databases/1";
  TemporaryDatabases() = default;
  TemporaryDatabases(const TemporaryDatabases&) = delete;
  TemporaryDatabases& operator=(const TemporaryDatabases&) = delete;
  virtual ~TemporaryDatabases();

  /// An empty database named `prefix` and random digits, on the server of `beside`, with the
  /// character set and collation of the database there (a file database: a file in the system's
  /// folder for temporary files). The database of `beside` is not changed. `prefix` is of lower
  /// case letters, digits and underscores. Unsupported, with the reason, when none is to be had (no
  /// right to create one). Throws what Dialect::connect throws.
  virtual std::variant<std::unique_ptr<TemporaryDatabase>, Unsupported> create(
      const Endpoint& beside, std::string_view prefix) const = 0;

  /// Drops the databases that `create` made at this place under `prefix` and whose maker is gone (a
  /// process that was killed drops nothing), and returns their names. One that may still be in use
  /// stays. Throws what Connection throws.
  virtual std::vector<std::string> drop_leftovers(const Endpoint& beside,
                                                  std::string_view prefix) const = 0;
};

}  // namespace whimbrel
