// The record of every migration that was begun.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel {

/// How far one migration got.
struct JournalEntry {
  enum class State {
    running,  ///< a statement was sent and its end is not recorded: the process died
    failed,   ///< the statement after `done` was refused and had no effect
    done,
  };
  std::string run;  ///< of one call of the tool
  int step = 0;     ///< within the run, from 1
  std::string revision;
  bool up = true;
  std::string checksum;  ///< of the revision's body
  State state = State::running;
  int done = 0;   ///< statements that are carried out and stay
  int total = 0;  ///< statements there are
  /// Fingerprint of the statements that are carried out, to know them again.
  std::string done_checksum;
  /// The same with the statement that is under way.
  std::string next_checksum;
  std::string started_at;  ///< UTC, RFC 3339
  std::string finished_at;
  std::string who;      ///< user@host
  std::string session;  ///< of the database
  std::string error;
  /// Of an upgrade: the revision's header and way back as the text of a file (way_back_text).
  std::string way_back;
  std::string tag;  ///< the user's own word for the run; at most 255 bytes
  /// How far the statement under way got when it is one that is run part by part; empty otherwise.
  std::string progress = {};
};

/// The table of the journal. Entries take part in the transaction that is open. Borrows dialect and
/// connection; throws what Connection throws. [one thread at a time]
class Journal {
 public:
  Journal(const Dialect& dialect, Connection& connection, QualifiedName name);

  /// Makes the table when it is missing. Called before the first entry of a run.
  void ensure();
  void insert(const JournalEntry& entry);
  void update(const JournalEntry& entry);
  /// The statements of `insert` and `update`. Pure.
  std::string insert_statement(const JournalEntry& entry) const;
  std::string update_statement(const JournalEntry& entry) const;
  /// The entry that was begun last, when it is not done; otherwise nothing. An older one says
  /// nothing any more: what came after it has changed the tables.
  std::optional<JournalEntry> unfinished();
  /// How the revision was applied last; nothing when the journal does not know.
  std::optional<JournalEntry> last_upgrade(const std::string& revision);
  /// Revision id -> the checksum that it had when it was last applied. Empty without a journal.
  std::map<std::string, std::string> applied_checksums();

 private:
  std::vector<JournalEntry> select(const std::function<void(SqlWriter&)>& condition);

  const Dialect* dialect_;
  Connection* connection_;
  QualifiedName name_;
};

/// What the user found out about a migration that ended half-way.
enum class Finding {
  done,    ///< the statement that was under way took effect
  retry,   ///< it did not
  undone,  ///< none of the migration's statements is in effect any more
};
void settle(JournalEntry& entry, Finding finding);

/// The time now in UTC, RFC 3339 with microseconds.
std::string timestamp_now();
/// user@host of this process.
std::string this_user();

}  // namespace whimbrel
