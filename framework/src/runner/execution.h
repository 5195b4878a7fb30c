// Carrying out one migration.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "run_context.h"
#include "whimbrel/runner/journal.h"
#include "whimbrel/runner/run.h"
#include "whimbrel/runner/version_table.h"

namespace whimbrel {

/// What the migrations of one run share; all borrowed.
struct RunWork {
  const Dialect& dialect;
  Connection& connection;
  VersionTable& versions;
  Journal& journal;
  RunContext& context;
  const RunObserver& observer;
  std::string run;  ///< the run's id in the journal
  RunTransaction transaction = RunTransaction::each;
  /// What an earlier run left half-way; it is the first migration of this run. Taken by it.
  std::optional<JournalEntry> unfinished;
  std::string tag;                ///< the user's own word for the run
  std::string who;                ///< user@host
  std::vector<std::string> rows;  ///< the version table's rows before this migration, for people
};

/// Runs one migration, the `number`-th of its run. See run_migrations for what is promised.
void execute_migration(const Migration& migration, int number, RunWork& work);

}  // namespace whimbrel
