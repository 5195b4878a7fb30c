// Up, down and up again: whether a revision can be undone without a trace.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/diff/canonical.h"
#include "whimbrel/revision/graph.h"
#include "whimbrel/runner/run.h"
#include "whimbrel/seed/seed.h"

namespace whimbrel {

/// What a round trip works with; all borrowed. The database is one that nobody needs: rows are put
/// into it and its revisions are undone.
struct RoundTripWork {
  const RevisionGraph& graph;
  const Dialect& dialect;
  Connection& connection;
  RunTables tables;
  RunTransaction transaction = RunTransaction::each;
  IntrospectionScope scope;    ///< what counts as the schema: without the tool's own tables
  CanonicalWork& canonical;    ///< for definitions that a server spells in two ways
  std::function<bool()> stop;  ///< true: end with Error{interrupted}
};

struct RoundTripResult {
  enum class Outcome { passed, failed, skipped };
  std::string revision;
  std::string file;  ///< of the revision
  Outcome outcome = Outcome::passed;
  /// Failed: what is not as it was, one sentence each, with table, column and row. Skipped: why.
  std::vector<std::string> problems;
  /// What the revision says that its downgrade loses: "table a, column b: 3 values".
  std::vector<std::string> declared_losses;
  /// What was not tried and why, such as a table without rows.
  std::vector<std::string> notes;
  std::size_t tables = 0;  ///< with rows in them while it was tried
  std::size_t rows = 0;
  std::chrono::microseconds took{};
  /// The database refused a migration, so that nothing behind it can be tried.
  bool broken = false;
};

/// Takes an empty database through the history. Every revision is applied once, by `pass` or by
/// `prove`, after all that it stands on. [one thread at a time]
class RoundTrip {
 public:
  explicit RoundTrip(RoundTripWork work);
  ~RoundTrip();
  RoundTrip(const RoundTrip&) = delete;
  RoundTrip& operator=(const RoundTrip&) = delete;

  /// Applies revisions, in this order, and looks at nothing. Throws what run_migrations throws.
  void pass(std::span<const RevisionIndex> revisions);

  /// Rows into the tables that the revision works on (all tables, when it has SQL), then up, down
  /// and up. After the way down the schema and the rows must be what they were, after the second
  /// way up the schema must be what it was after the first, and the rows that were put in must be
  /// there. Tables that the upgrade makes get rows before the way down. The rows are taken out
  /// again. A revision without a way down is applied and skipped. Throws Error{interrupted} and
  /// Error{connection}; what the database refuses is in the result.
  RoundTripResult prove(RevisionIndex revision);

 private:
  class Trip;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace whimbrel
