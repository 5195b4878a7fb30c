#include "execution.h"

#include <algorithm>
#include <utility>

#include "backfill.h"
#include "batch.h"
#include "migration_render.h"
#include "needed_operations.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"

namespace whimbrel {
namespace {

std::string count_of(int number, int total) {
  return std::to_string(number) + " of " + std::to_string(total);
}

class Execution {
 public:
  Execution(const Migration& migration, int number, RunWork& work)
      : migration_(migration),
        work_(work),
        batch_(work.dialect, work.connection),
        parts_(parts_of(migration)) {
    entry_.run = work.run;
    entry_.step = number;
    entry_.revision = migration.revision.id;
    entry_.up = migration.step.up;
    entry_.checksum = migration.checksum;
    entry_.way_back = migration.way_back;
    entry_.started_at = timestamp_now();
    entry_.who = work.who;
    entry_.tag = work.tag;
    entry_.session = work.connection.session_id();
  }

  void run() {
    look_ahead();
    for (const Statement& each : ahead_)
      if (each.phase == Statement::Phase::before) send_alone(each);
    try {
      if (atomic_)
        run_whole();
      else
        run_singly();
    } catch (Error& error) {
      fail(error);
      throw;
    }
    restore_session();
    work_.context.follow(migration_.operations);
  }

 private:
  bool in_parts() const { return parts_.size() > 1; }

  // Behind SQL of the user's the tables are not known yet.
  void render_ahead() {
    ahead_.clear();
    for (const MigrationPart& part : parts_) {
      try {
        for (Statement& each : render_part(migration_, part, work_.dialect, work_.context))
          ahead_.push_back(std::move(each));
      } catch (const Error& error) {
        if (error.code() != ErrorCode::unsupported || part.begin == 0) throw;
      }
    }
  }

  // Renders everything before anything runs, to know what must happen outside of the transaction
  // and to refuse early.
  void look_ahead() {
    work_.context.take_answered_from_operations();
    render_ahead();
    decide_on_transaction();
    // A later run that goes on in the middle knows the tables from the database alone, and has to
    // find the same texts.
    if (!atomic_ && ahead_.size() > 1 && work_.context.take_answered_from_operations()) {
      work_.context.forget();
      render_ahead();
    }
    entry_.total = static_cast<int>(std::count_if(
        ahead_.begin(), ahead_.end(), [](const Statement& each) { return runs_between(each); }));
    if (!atomic_) require_unguarded(migration_, static_cast<std::size_t>(entry_.total));
  }

  void decide_on_transaction() {
    const auto is = [&](Statement::Phase phase) {
      return std::any_of(ahead_.begin(), ahead_.end(),
                         [&](const Statement& each) { return each.phase == phase; });
    };
    atomic_ = work_.dialect.capabilities().transactional_ddl && migration_.transactional &&
              work_.transaction != RunTransaction::none && !is(Statement::Phase::outside);
    joined_ = atomic_ && work_.transaction == RunTransaction::all;
    if (work_.transaction == RunTransaction::all && (!atomic_ || is(Statement::Phase::before)))
      throw Error(ErrorCode::unsupported, "this revision cannot share one transaction with others")
          .at(migration_.revision.file.string())
          .with_hint("set 'transaction: each' for this target");
  }

  static bool runs_between(const Statement& each) {
    return each.phase == Statement::Phase::transaction || each.phase == Statement::Phase::outside;
  }

  // Hands over what runs between `before` and `after`; `is_last` when nothing comes behind it.
  template <class Take>
  void each_between(const std::vector<Statement>& statements, bool is_last_part, Take take) {
    const auto last = std::find_if(statements.rbegin(), statements.rend(), runs_between);
    for (const Statement& each : statements)
      if (runs_between(each)) take(each, is_last_part && &each == &*last);
  }

  // The statements between `before` and `after`, each handed to `take` when its turn comes.
  template <class Take>
  void each_statement(Take take) {
    if (!in_parts()) return each_between(ahead_, true, take);
    for (const MigrationPart& part : parts_) {
      work_.context.forget();
      const auto statements = render_part(migration_, part, work_.dialect, work_.context);
      for (const Statement& each : statements)
        if (!runs_between(each)) require_ahead(each);
      each_between(statements, part.end == migration_.operations.size(), take);
    }
  }

  void require_ahead(const Statement& statement) const {
    const auto same = [&](const Statement& each) { return each.sql == statement.sql; };
    if (std::any_of(ahead_.begin(), ahead_.end(), same)) return;
    throw Error(ErrorCode::unsupported,
                "'" + statement.sql +
                    "' has to run before the transaction begins, and that this "
                    "step needs it could not be known behind SQL of the revision's own")
        .at(place_of(migration_, statement))
        .with_hint("put this operation into a revision of its own");
  }

  void run_whole() {
    if (!joined_) batch_.begin();
    each_statement([&](const Statement& each, bool is_last) { send_counted(each, is_last); });
    finish();
  }

  void run_singly() {
    const int skip = resume_point();
    std::string so_far;  // each checksum is made of the one before it: a long revision stays linear
    int position = 0;
    each_statement([&](const Statement& each, bool is_last) {
      so_far = checksum(so_far + each.sql);
      if (++position <= skip) {
        if (position == skip) require_same_beginning(so_far);
        return;
      }
      entry_.next_checksum = so_far;
      entry_.progress = each.batches ? progress_of(position) : BatchProgress();
      add_journal();
      // What the statement before achieved is recorded before anything else happens.
      if (journalled_ || each.batches) send_batch();
      if (each.batches)
        send_in_parts(each);
      else
        send_counted(each, is_last);
    });
    if (position < skip) require_same_beginning(so_far);
    // Rows change together with the journal, so that one cannot be without the other.
    batch_.begin();
    finish();
  }

  // Where every statement commits by itself the intent goes first; it also records what the
  // statement before it achieved.
  void add_journal() {
    if (journalled_)
      batch_.statement(work_.journal.update_statement(entry_));
    else
      batch_.statement(work_.journal.insert_statement(entry_),
                       [this](std::uint64_t) { journalled_ = true; });
  }

  // Where an earlier attempt at this revision ended.
  int resume_point() {
    const std::optional<JournalEntry> last = std::exchange(work_.unfinished, std::nullopt);
    if (last && !last->progress.empty()) interrupted_ = last;
    if (!last || last->done == 0) return 0;
    entry_.done = last->done;
    earlier_checksum_ = entry_.done_checksum = last->done_checksum;
    if (work_.observer.note)
      work_.observer.note("statements 1 to " + count_of(last->done, last->total) +
                          " of this revision are already applied (" + last->started_at +
                          "); going on behind them");
    return last->done;
  }

  // Of the statement at `position`, when an earlier attempt was at work on the very same one.
  BatchProgress progress_of(int position) const {
    const bool goes_on = interrupted_ && interrupted_->done + 1 == position &&
                         interrupted_->next_checksum == entry_.next_checksum;
    if (!goes_on) return BatchProgress(kNoPart);
    if (work_.observer.note && interrupted_->progress != kNoPart)
      work_.observer.note("the backfill goes on behind the key " + interrupted_->progress);
    return interrupted_->progress;
  }

  void send_in_parts(const Statement& statement) {
    announce(statement);
    const BatchObserver observer{[this](const BatchProgress& done) {
                                   entry_.progress = done;
                                   work_.journal.update(entry_);
                                 },
                                 work_.observer.stop};
    try {
      run_batches(statement, entry_.progress, work_.dialect, work_.connection, observer);
    } catch (Error& error) {
      describe(error, statement);
      throw;
    }
    entry_.progress.clear();
    count();
  }

  void require_same_beginning(const std::string& so_far) const {
    if (so_far == earlier_checksum_) return;
    throw Error(ErrorCode::interrupted, "the first " + std::to_string(entry_.done) +
                                            " statements of revision " + entry_.revision +
                                            " are applied and now read differently")
        .at(migration_.revision.file.string())
        .with_hint(
            "restore the part of the file that is already applied; only what comes behind it "
            "can be changed");
  }

  // Whoever asks for a stop waits for one statement at most, so each goes in a message of its own,
  // with the rows of ours that stand before it. Those behind the last one follow in `finish`.
  void send_counted(const Statement& statement, bool is_last) {
    announce(statement);
    if (!statement.refuse_rows.empty()) {
      send_batch();
      send_alone(statement);
      count();
      return;
    }
    batch_.statement(statement.sql, [this](std::uint64_t) { count(); });
    under_way_ = statement;
    if (!is_last) send_batch();
  }

  void announce(const Statement& statement) const {
    if (work_.observer.stop && work_.observer.stop())
      throw Error(ErrorCode::interrupted, "stopped on request");
    if (work_.observer.statement)
      work_.observer.statement(statement, static_cast<size_t>(entry_.done) + 1,
                               static_cast<size_t>(entry_.total));
  }

  void count() {
    ++entry_.done;
    entry_.done_checksum = entry_.next_checksum;
  }

  void send_batch() {
    const std::optional<Statement> statement = std::exchange(under_way_, std::nullopt);
    try {
      batch_.send();
    } catch (Error& error) {
      // A statement that takes rows along is named without them.
      if (statement && !error.statement().empty() && statement->sql.starts_with(error.statement()))
        describe(error, *statement);
      throw;
    }
  }

  void send_alone(const Statement& statement) {
    try {
      if (statement.refuse_rows.empty())
        work_.connection.execute(statement.sql);
      else
        require_no_rows(statement);
    } catch (Error& error) {
      describe(error, statement);
      throw;
    }
  }

  // A database may say where in the statement it is wrong; where that stands is ours to say.
  void describe(Error& error, const Statement& statement) const {
    const std::string place = place_of(migration_, statement, error.statement_offset());
    error.at(error.where().empty() ? place : place + ", " + error.where());
    error.add_context("running " +
                      summary(migration_.operations.at(statement.operation).operation));
  }

  void require_no_rows(const Statement& statement) {
    constexpr size_t kShown = 5;
    const Rows rows = work_.connection.query(statement.sql);
    if (rows.rows.empty()) return;
    std::string message = statement.refuse_rows;
    for (size_t i = 0; i < std::min(rows.rows.size(), kShown); ++i) {
      message += "\n  ";
      for (size_t c = 0; c < rows.columns.size(); ++c)
        message += (c == 0 ? "" : ", ") + rows.columns[c] + "=" + rows.rows[i][c].value_or("NULL");
    }
    if (rows.rows.size() > kShown)
      message += "\n  and " + std::to_string(rows.rows.size() - kShown) + " more";
    throw Error(ErrorCode::database, message).with_statement(statement.sql);
  }

  // A row of the version table that somebody else has changed is known before anything is
  // committed, and when the migration ended before the journal says so.
  void finish() {
    for (const VersionChange& change : migration_.step.changes)
      batch_.statement(work_.versions.statement(change), [this, &change](std::uint64_t changed) {
        work_.versions.check(change, changed);
      });
    send_batch();
    entry_.state = JournalEntry::State::done;
    entry_.finished_at = timestamp_now();
    add_journal();
    if (!joined_) batch_.commit();
    send_batch();
  }

  void restore_session() {
    for (const Statement& each : ahead_)
      if (each.phase == Statement::Phase::after) send_alone(each);
  }

  // Says what is left behind, and records it where the session still lives.
  void fail(Error& error) {
    error.add_context(
        std::string(migration_.step.up ? "upgrading to" : "downgrading") + " revision " +
        entry_.revision +
        (migration_.revision.message.empty() ? "" : " (" + migration_.revision.message + ")"));
    if (error.code() != ErrorCode::connection) clean_up(error);
    error.with_hint(state_left(error) + (error.hint().empty() ? "" : "; " + error.hint()));
  }

  void clean_up(const Error& error) noexcept {
    try {
      batch_.clear();
      work_.connection.rollback();
      restore_session();
      entry_.state = JournalEntry::State::failed;
      entry_.finished_at = timestamp_now();
      entry_.error = error.message();
      if (atomic_) entry_.done = 0;
      add_journal();
      batch_.send();
    } catch (...) {
      // The failure that is on its way to the user matters more than its record.
    }
  }

  std::string state_left(const Error& error) const {
    std::string at;
    for (const std::string& row : work_.rows) at += (at.empty() ? "" : ", ") + row;
    if (at.empty()) at = "base";
    if (joined_) return "nothing of this run was applied";
    if (error.code() == ErrorCode::connection && !atomic_ && entry_.done == 0)
      return "it is not known whether the first statement of this revision took effect; the "
             "version "
             "table says " +
             at;
    if (atomic_ || entry_.done == 0)
      return "nothing of this revision was applied; the database is at " + at;
    const std::string applied =
        "statements 1 to " + count_of(entry_.done, entry_.total) +
        " of this revision are applied and stay, and the version table says " + at;
    if (error.code() == ErrorCode::connection)
      return applied + "; it is not known whether the next one took effect";
    return applied + "; mend the cause and run the command again: it goes on behind them";
  }

  const Migration& migration_;
  RunWork& work_;
  Batch batch_;
  /// The statement of the migration's own that stands in the batch.
  std::optional<Statement> under_way_;
  std::vector<MigrationPart> parts_;
  std::vector<Statement> ahead_;
  bool atomic_ = false;
  bool joined_ = false;
  bool journalled_ = false;
  std::string earlier_checksum_;
  /// An earlier attempt that ended inside of a statement that is run part by part.
  std::optional<JournalEntry> interrupted_;
  JournalEntry entry_;
};

}  // namespace

void execute_migration(const Migration& migration, int number, RunWork& work) {
  Execution(migration, number, work).run();
}

}  // namespace whimbrel
