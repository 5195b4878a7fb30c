#include "whimbrel/runner/run.h"

#include "execution.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"

namespace whimbrel {
namespace {

constexpr int kRunIdDigits = 32;

// A migration that is half applied is finished first: whatever ran before it would find tables that
// no revision describes.
void require_continuation(const JournalEntry& last, const Migration& next) {
  // A statement that is run part by part records each part together with its rows.
  const bool in_doubt = last.state == JournalEntry::State::running && last.progress.empty();
  if (!in_doubt && last.done == 0) return;
  const std::string what = last.up ? "upgrade to" : "downgrade of";
  const std::string when = " (" + last.started_at + ", " + last.who + ")";
  const std::string of = " of " + std::to_string(last.total);
  if (in_doubt)
    throw Error(ErrorCode::interrupted, "an earlier " + what + " revision " + last.revision +
                                            " ended without a word while statement " +
                                            std::to_string(last.done + 1) + of + " was under way" +
                                            when + "; the database's session was " + last.session)
        .with_hint(
            "look whether that statement took effect, then say so with 'whimbrel resume "
            "--statement done' or 'whimbrel resume --statement retry'");
  if (last.revision == next.revision.id && last.up == next.step.up) return;
  throw Error(ErrorCode::interrupted, "an earlier " + what + " revision " + last.revision +
                                          " got no further than statement " +
                                          std::to_string(last.done) + of + when)
      .with_hint("finish it with 'whimbrel " + std::string(last.up ? "upgrade " : "downgrade ") +
                 (last.up ? last.revision : "-1") +
                 "', or take its statements back by hand and say so with 'whimbrel resume "
                 "--statement undone'");
}

std::vector<QualifiedName> tables_of(const std::vector<Migration>& migrations) {
  std::vector<QualifiedName> names;
  for (const Migration& migration : migrations)
    for (const LocatedOperation& each : migration.operations)
      if (const QualifiedName* table = table_of(each.operation)) names.push_back(*table);
  return names;
}

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
                    const RunObserver& observer, const std::string& tag) {
  if (migrations.empty()) return;
  VersionTable versions(dialect, connection, tables.version);
  Journal journal(dialect, connection, tables.journal);
  versions.ensure();
  journal.ensure();
  RunContext context(dialect, connection);
  context.expect(tables_of(migrations));
  RunWork work{dialect,
               connection,
               versions,
               journal,
               context,
               observer,
               random_hex(kRunIdDigits),
               transaction,
               journal.unfinished(),
               tag,
               this_user(),
               {}};
  if (work.unfinished) require_continuation(*work.unfinished, migrations.front());
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
