#include "whimbrel/runner/run.h"

#include "execution.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"

namespace whimbrel {
namespace {

constexpr int kRunIdDigits = 32;

void run_each(const std::vector<Migration>& migrations, RunWork& work) {
  for (size_t i = 0; i < migrations.size(); ++i) {
    const Migration& migration = migrations[i];
    work.rows = migration.step.from;
    if (work.observer.began) work.observer.began(migration, i + 1, migrations.size());
    const auto start = std::chrono::steady_clock::now();
    execute_migration(migration, static_cast<int>(i) + 1, work);
    if (work.observer.finished)
      work.observer.finished(migration, std::chrono::duration_cast<std::chrono::microseconds>(
                                            std::chrono::steady_clock::now() - start));
  }
}

}  // namespace

void run_migrations(const std::vector<Migration>& migrations, const Dialect& dialect,
                    Connection& connection, const RunTables& tables, RunTransaction transaction,
                    const RunObserver& observer) {
  if (migrations.empty()) return;
  VersionTable versions(dialect, connection, tables.version);
  Journal journal(dialect, connection, tables.journal);
  versions.ensure();
  journal.ensure();
  RunWork work{dialect,  connection,  versions, journal, observer, random_hex(kRunIdDigits),
               transaction, {}};
  const bool all = transaction == RunTransaction::all;
  if (all && !dialect.capabilities().transactional_ddl)
    throw Error(ErrorCode::unsupported,
                "this database cannot put several migrations into one transaction")
        .with_hint("set 'transaction: each' for this target");
  if (all) connection.begin();
  run_each(migrations, work);
  if (all) connection.commit();
}

}  // namespace whimbrel
