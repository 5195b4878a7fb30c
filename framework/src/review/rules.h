// The framework's rules, in groups. Each looks at one thing and adds what it finds.
#pragma once

#include "findings.h"
#include "whimbrel/review/review.h"
#include "whimbrel/revision/walk.h"

namespace whimbrel {

/// One step where it stands. Borrowed for the call.
struct RuleInput {
  const ReviewStep& step;
  const ReviewPlace& place;
  const Dialect& dialect;
  const ReviewGuide* guide;
  bool up;
  Findings& findings;

  void add(const char* rule, std::string message, std::string cure) const {
    findings.add(rule, up, step.mark, std::move(message), std::move(cure));
  }
  /// The table that the step works on has rows, and somebody uses it.
  bool in_use(const QualifiedName& table) const { return !place.is_new(table); }
};

/// "column 'users.email'", for messages.
std::string column_text(const QualifiedName& table, const Identifier& column);
/// The column as it stands before the step; null when the model does not have it.
const Column* column_before(const RuleInput& input, const QualifiedName& table,
                            const Identifier& column);

/// drop-table, drop-column, narrowing-type, and downgrade-loses-data for types
void find_lost_data(const RuleInput& input);
/// rename-table, rename-column, drop-not-null, drop-foreign-key
void find_breaking_changes(const RuleInput& input);
/// required-column, not-null-on-existing-rows, unique-on-existing-rows
void find_demands_on_rows(const RuleInput& input);
/// name-too-long, reserved-name
void find_bad_names(const RuleInput& input);
/// What the dialect says of the operation and of the statement.
void find_hazards(const RuleInput& input);

/// One direction as a whole. Borrowed for the call.
struct DirectionInput {
  const Walked& walked;
  const Schema& after;
  bool known;  ///< the schema before is all there was
  bool up;
  bool in_transaction;  ///< the migration runs in one, where the database can
  const Dialect& dialect;
  ReviewFacts facts;
  const ReviewSettings& settings;
  Findings& findings;
};

/// downgrade-loses-data, once for all that a downgrade drops
void find_loss_on_the_way_down(const DirectionInput& input);
/// does-not-fit
void find_misfits(const DirectionInput& input);
/// foreign-key-invalid, foreign-key-without-index
void find_foreign_key_problems(const DirectionInput& input);
/// table-without-primary-key, small-primary-key, redundant-index
void find_key_problems(const DirectionInput& input);
/// missing-lock-timeout, missing-statement-timeout
void find_missing_timeouts(const DirectionInput& input);
/// outside-transaction, transaction-control, rows-and-schema-together, half-applied,
/// rows-without-condition, constraint-validated-at-once, unread-statement, empty-migration
void find_statement_problems(const DirectionInput& input);
/// A table that is dropped and made anew in one migration is not lost: takes those findings away.
void forgive_rebuilds(const DirectionInput& input);

}  // namespace whimbrel
