#include "execution.h"

#include <algorithm>
#include <utility>

#include "migration_render.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"
#include "whimbrel/diff/live_context.h"

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
        context_(work.dialect, work.connection),
        parts_(parts_of(migration)) {
    entry_.run = work.run;
    entry_.step = number;
    entry_.revision = migration.revision.id;
    entry_.up = migration.step.up;
    entry_.checksum = migration.checksum;
    entry_.way_back = migration.way_back;
    entry_.started_at = timestamp_now();
    entry_.who = this_user();
    entry_.tag = work.tag;
    entry_.session = work.connection.session_id();
  }

  void run() {
    look_ahead();
    for (const Statement& each : ahead_)
      if (each.phase == Statement::Phase::before) send(each);
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
  }

 private:
  bool in_parts() const { return parts_.size() > 1; }

  // Renders everything before anything runs, to know what must happen outside of the transaction
  // and to refuse early. Behind SQL of the user's the tables are not known yet.
  void look_ahead() {
    for (const MigrationPart& part : parts_) {
      try {
        for (Statement& each : render_part(migration_, part, work_.dialect, context_))
          ahead_.push_back(std::move(each));
      } catch (const Error& error) {
        if (error.code() != ErrorCode::unsupported || part.begin == 0) throw;
      }
    }
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
    entry_.total = static_cast<int>(std::count_if(
        ahead_.begin(), ahead_.end(), [](const Statement& each) { return runs_between(each); }));
  }

  static bool runs_between(const Statement& each) {
    return each.phase == Statement::Phase::transaction || each.phase == Statement::Phase::outside;
  }

  // The statements between `before` and `after`, each handed to `take` when its turn comes.
  template <class Take>
  void each_statement(Take take) {
    if (!in_parts()) {
      for (const Statement& each : ahead_)
        if (runs_between(each)) take(each);
      return;
    }
    for (const MigrationPart& part : parts_) {
      context_.forget();
      for (const Statement& each : render_part(migration_, part, work_.dialect, context_)) {
        if (runs_between(each))
          take(each);
        else
          require_ahead(each);
      }
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
    if (!joined_) work_.connection.begin();
    each_statement([&](const Statement& each) { send_counted(each); });
    finish();
    if (!joined_) work_.connection.commit();
  }

  void run_singly() {
    const int skip = resume_point();
    work_.journal.insert(entry_);
    journalled_ = true;
    std::string texts;
    int position = 0;
    each_statement([&](const Statement& each) {
      texts += each.sql + ";\n";
      if (++position <= skip) {
        if (position == skip) require_same_beginning(texts);
        return;
      }
      // The intent goes first; it also records what the statement before it achieved.
      entry_.next_checksum = checksum(texts);
      work_.journal.update(entry_);
      send_counted(each);
      entry_.done_checksum = entry_.next_checksum;
    });
    if (position < skip) require_same_beginning(texts);
    // Rows change together with the journal, so that one cannot be without the other.
    work_.connection.begin();
    finish();
    work_.connection.commit();
  }

  // Where an earlier attempt at this revision ended.
  int resume_point() {
    const std::optional<JournalEntry> last = std::exchange(work_.unfinished, std::nullopt);
    if (!last || last->done == 0) return 0;
    entry_.done = last->done;
    earlier_checksum_ = entry_.done_checksum = last->done_checksum;
    if (work_.observer.note)
      work_.observer.note("statements 1 to " + count_of(last->done, last->total) +
                          " of this revision are already applied (" + last->started_at +
                          "); going on behind them");
    return last->done;
  }

  void require_same_beginning(const std::string& texts) const {
    if (checksum(texts) == earlier_checksum_) return;
    throw Error(ErrorCode::interrupted, "the first " + std::to_string(entry_.done) +
                                            " statements of revision " + entry_.revision +
                                            " are applied and now read differently")
        .at(migration_.revision.file.string())
        .with_hint(
            "restore the part of the file that is already applied; only what comes behind it "
            "can be changed");
  }

  void send_counted(const Statement& statement) {
    if (work_.observer.stop && work_.observer.stop())
      throw Error(ErrorCode::interrupted, "stopped on request");
    if (work_.observer.statement)
      work_.observer.statement(statement, static_cast<size_t>(entry_.done) + 1,
                               static_cast<size_t>(entry_.total));
    send(statement);
    ++entry_.done;
  }

  void send(const Statement& statement) {
    try {
      if (statement.refuse_rows.empty())
        work_.connection.execute(statement.sql);
      else
        require_no_rows(statement);
    } catch (Error& error) {
      // A database may say where in the statement it is wrong; where that stands is ours to say.
      const std::string place = place_of(migration_, statement, error.statement_offset());
      error.at(error.where().empty() ? place : place + ", " + error.where());
      error.add_context("running " +
                        summary(migration_.operations.at(statement.operation).operation));
      throw;
    }
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

  void finish() {
    work_.versions.apply(migration_.step.changes);
    entry_.state = JournalEntry::State::done;
    entry_.finished_at = timestamp_now();
    if (journalled_)
      work_.journal.update(entry_);
    else
      work_.journal.insert(entry_);
  }

  void restore_session() {
    for (const Statement& each : ahead_)
      if (each.phase == Statement::Phase::after) send(each);
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
      work_.connection.rollback();
      restore_session();
      entry_.state = JournalEntry::State::failed;
      entry_.finished_at = timestamp_now();
      entry_.error = error.message();
      if (journalled_) {
        work_.journal.update(entry_);
      } else if (atomic_) {
        entry_.done = 0;
        work_.journal.insert(entry_);
      }
    } catch (...) {
      // The failure that is on its way to the user matters more than its record.
    }
  }

  std::string state_left(const Error& error) const {
    std::string at;
    for (const std::string& row : work_.rows) at += (at.empty() ? "" : ", ") + row;
    if (at.empty()) at = "base";
    if (joined_) return "nothing of this run was applied";
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
  LiveContext context_;
  std::vector<MigrationPart> parts_;
  std::vector<Statement> ahead_;
  bool atomic_ = false;
  bool joined_ = false;
  bool journalled_ = false;
  std::string earlier_checksum_;
  JournalEntry entry_;
};

}  // namespace

void execute_migration(const Migration& migration, int number, RunWork& work) {
  Execution(migration, number, work).run();
}

}  // namespace whimbrel
