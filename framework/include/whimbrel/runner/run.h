// Carrying out migrations.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/revision/graph.h"
#include "whimbrel/revision/revision_file.h"
#include "whimbrel/revision/steps.h"
#include "whimbrel/revision/ways_back.h"

namespace whimbrel {

/// One migration, read and ready: what is wrong with a file is known before the first one runs.
struct Migration {
  Step step;
  Revision revision;
  std::vector<LocatedOperation> operations;
  std::string checksum;
  std::string way_back;  ///< of an upgrade: what the journal keeps, see way_back_text
  bool transactional = true;
  bool is_sql = false;
};

/// Reads the body of the revision that `step` runs; `ways_back` is of the same graph and dialect.
/// Throws Error{config} or Error{revision} with file and line. `with_way_back`: of an upgrade, what
/// the journal keeps is made as well.
Migration read_migration(const RevisionGraph& graph, const Step& step, const Dialect& dialect,
                         WaysBack& ways_back, bool with_way_back = false);
/// Reads the bodies of `steps`. Throws Error{config} or Error{revision} with file and line; so it
/// does for a name that is longer than the database keeps.
std::vector<Migration> read_migrations(const RevisionGraph& graph, const std::vector<Step>& steps,
                                       const Dialect& dialect);

/// The first destructive operation of the migrations, for people ("drop_table users in revision
/// ab12"); empty when there is none. SQL counts as destructive when it drops, truncates or deletes.
std::string first_destructive(const std::vector<Migration>& migrations, const Syntax& syntax);

/// What a run tells while it goes. All are called on the thread that runs.
struct RunObserver {
  std::function<void(const Migration&, size_t number, size_t total)> began;
  std::function<void(const Migration&, std::chrono::microseconds took)> finished;
  std::function<void(const Statement&, size_t number, size_t total)> statement;
  /// Asked between statements; true stops the run with Error{interrupted}.
  std::function<bool()> stop;
  /// A sentence for people, such as "goes on with statement 3 of 5".
  std::function<void(const std::string&)> note;
};

struct RunTables {
  QualifiedName version;
  QualifiedName journal;
};

enum class RunTransaction { each, all, none };

/// Runs the migrations in order. Each happens whole, or the error says how far it got: where DDL is
/// transactional a failed migration leaves nothing behind; elsewhere the journal holds which
/// statements are carried out, and the next run goes on behind them. The version table is changed
/// together with each migration. The caller holds the run lock. `tag` goes into the journal; it has
/// at most 255 bytes.
/// Throws what the database refuses, with the file, the operation and the state that is left.
/// [one thread at a time per connection]
void run_migrations(const std::vector<Migration>& migrations, const Dialect& dialect,
                    Connection& connection, const RunTables& tables, RunTransaction transaction,
                    const RunObserver& observer, const std::string& tag = {});

}  // namespace whimbrel
