// What a dialect knows about the dangers of a migration.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/model/schema.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

/// How much a finding weighs. `off`: the rule is not asked.
enum class ReviewLevel { off, note, warning, error };

/// A rule by its id, which is stable: files and configurations name it. The texts live as long as
/// the process.
struct ReviewRule {
  std::string_view id;     ///< "index-blocks-writes"
  ReviewLevel level;       ///< when the configuration does not say
  std::string_view title;  ///< one sentence without its full stop
};

/// One thing that a careful person would point at.
struct Hazard {
  std::string rule;        ///< of the framework's catalogue or of this guide's own rules
  std::string message;     ///< what happens, with the names of the objects; one or two sentences
  std::string cure;        ///< the safe way, as one would say it to a colleague
  std::size_t offset = 0;  ///< of SQL: where in the statement, in bytes
};

/// What is known where an operation or a statement stands. Borrowed for one call.
struct ReviewPlace {
  /// The schema before, as far as the earlier revisions tell; a table may exist and be missing.
  const Schema& before;
  /// The tables that the same migration has made: they are empty, and nobody uses them yet.
  std::span<const QualifiedName> new_tables;
  /// ServerInfo::version_number; 0: not known, then the newest release is assumed.
  int server_version = 0;
  /// What the same migration has done before this, in order: with what the schema does not keep,
  /// such as that a constraint was added without looking at the rows. No pointer is null.
  std::span<const Operation* const> earlier = {};

  bool is_new(const QualifiedName& table) const;
};

/// An operation that a statement carries out, and where in the statement it is written, in bytes.
struct ReadOperation {
  Operation operation;
  std::size_t offset = 0;
  /// It only brings the schema up to date with what no operation says (the new name of an index):
  /// no rule is asked about it.
  bool quiet = false;
};

/// What a statement that the user wrote does.
struct SqlReading {
  enum class Kind {
    schema,       ///< it defines, changes or drops objects
    rows,         ///< it changes rows
    query,        ///< it changes nothing
    session,      ///< it changes settings of the session
    transaction,  ///< it begins or ends a transaction
    unknown,
  };
  Kind kind = Kind::unknown;
  /// What it does to the schema, as operations, in order. What only this dialect says
  /// (CONCURRENTLY, NOT VALID, ...) stands in their options, under the keys that the dialect's
  /// renderer knows.
  std::vector<ReadOperation> operations = {};
  /// What no operation expresses. Hazards of the operations are left to `hazards_of`.
  std::vector<Hazard> hazards = {};
  bool changes_all_rows = false;     ///< UPDATE or DELETE without a condition
  bool outside_transaction = false;  ///< the database refuses it inside of a transaction
  bool sets_lock_timeout = false;
  bool sets_statement_timeout = false;
  /// It waits for a lock on something that others use, and no operation says so.
  bool waits_for_lock = false;
  /// What of it was not looked at, for people ("a DO block"); empty: all of it was understood.
  std::string unread = {};
};

/// Facts of a database that decide whether some of the framework's rules apply. Every default is
/// the pessimistic answer.
struct ReviewFacts {
  /// A statement that waits for a lock makes all that come after it wait as well.
  bool waiters_queue = true;
  /// The referring columns of a foreign key get an index by themselves.
  bool indexes_foreign_keys = false;
  /// A primary key of type integer that counts up is as wide as bigint.
  bool integer_keys_are_wide = false;
  /// Options of an index that say how it is built, and that the index does not keep.
  std::vector<std::string> building_options = {};
};

/// An ability: what a review asks a dialect. Immutable. [thread-safe]
class ReviewGuide {
 public:
  static constexpr std::string_view id = "whimbrel.review_guide/1";
  ReviewGuide() = default;
  ReviewGuide(const ReviewGuide&) = delete;
  ReviewGuide& operator=(const ReviewGuide&) = delete;
  virtual ~ReviewGuide();

  virtual ReviewFacts facts() const;
  /// Rules that only this dialect has; lives as long as the dialect.
  virtual std::span<const ReviewRule> rules() const = 0;
  /// What `operation`, reduced to this dialect, costs a database that is in use: locks, scans,
  /// rewrites; and what this dialect advises against. Never throws for an operation that does not
  /// fit the schema. The result is the caller's.
  virtual std::vector<Hazard> hazards_of(const Operation& operation,
                                         const ReviewPlace& place) const = 0;
  /// Reads one statement, split off and without comments before it. Never throws for text that it
  /// does not understand: that is `unread`.
  virtual SqlReading read(std::string_view statement, const ReviewPlace& place) const = 0;
  /// True for a word, in any case, that cannot be a name without quotes.
  virtual bool is_reserved(std::string_view word) const = 0;
};

}  // namespace whimbrel
