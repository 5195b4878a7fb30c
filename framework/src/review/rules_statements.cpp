// How the steps of a migration stand together: timeouts, transactions, rows and schema.
#include <algorithm>

#include "rules.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel {
namespace {

using Kind = SqlReading::Kind;

// It waits for a table that others use.
bool takes_locks(const ReviewStep& step, const DirectionInput& input) {
  if (step.operation == nullptr) return step.reading != nullptr && step.reading->waits_for_lock;
  const QualifiedName* table = table_of(*step.operation);
  if (table == nullptr || std::holds_alternative<CreateTable>(*step.operation)) return false;
  const auto& made = input.walked.new_tables;
  return std::find(made.begin(), made.end(), *table) == made.end();
}

bool is_word(const std::vector<SqlToken>& tokens, std::string_view word) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const SqlToken& token) { return token.is(word); });
}

// It goes over the rows of a table, and does not just add some that it brings along.
bool works_through_rows(const ReadStatement& statement, const Syntax& syntax) {
  if (statement.reading.kind != Kind::rows) return false;
  const std::vector<SqlToken> tokens = lex(statement.text, syntax);
  const auto first = std::find_if(tokens.begin(), tokens.end(), [](const SqlToken& token) {
    return token.kind == SqlToken::Kind::word;
  });
  if (first == tokens.end()) return false;
  return first->is("update") || first->is("delete") || first->is("merge") ||
         is_word(tokens, "select");
}

void add(const DirectionInput& input, const char* rule, const Mark& mark, std::string message,
         std::string cure) {
  input.findings.add(rule, input.up, mark, std::move(message), std::move(cure));
}

void look_at(const ReadStatement& statement, const DirectionInput& input) {
  const SqlReading& reading = statement.reading;
  if (reading.kind == Kind::transaction)
    add(input, "transaction-control", statement.mark,
        "the migration begins or ends a transaction of its own, inside of the tool's",
        "leave it out: each migration runs in a transaction; 'transactional: false' runs it "
        "without");
  if (reading.changes_all_rows)
    add(input, "rows-without-condition", statement.mark,
        "every row of the table is changed in one statement, and stays locked until the end",
        "change a few thousand rows at a time, by ranges of the key");
  if (!reading.unread.empty())
    add(input, "unread-statement", statement.mark, "not looked at: " + reading.unread,
        "read it yourself, and say so with 'review: ignore unread-statement: why'");
  if (!input.up) return;
  for (const Hazard& hazard : reading.hazards)
    add(input, hazard.rule.c_str(), mark_in(statement.mark, statement.text, hazard.offset),
        hazard.message, hazard.cure);
}

bool does_something(const ReadStatement& statement) {
  const SqlReading& reading = statement.reading;
  return reading.outside_transaction ||
         (reading.kind != Kind::session && reading.kind != Kind::query);
}

// What the database refuses inside of a transaction makes the whole migration run without one.
void find_outside(const DirectionInput& input) {
  if (!input.up || !input.in_transaction) return;
  const auto& statements = input.walked.statements;
  const auto busy = std::count_if(statements.begin(), statements.end(), does_something);
  const auto operations = std::count_if(input.walked.steps.begin(), input.walked.steps.end(),
                                        [](const ReviewStep& step) { return !step.reading; });
  if (busy + operations < 2) return;
  for (const ReadStatement& each : statements)
    if (each.reading.outside_transaction)
      add(input, "outside-transaction", each.mark,
          "the statement cannot run in a transaction, so this migration runs without one",
          "put it into a revision of its own, so that a failure before or after it is undone as a "
          "whole");
}

void find_mixture(const DirectionInput& input) {
  if (!input.up || !input.in_transaction) return;
  const bool locks = std::any_of(input.walked.steps.begin(), input.walked.steps.end(),
                                 [&](const ReviewStep& step) { return takes_locks(step, input); });
  if (!locks) return;
  for (const ReadStatement& each : input.walked.statements) {
    if (!works_through_rows(each, input.dialect.syntax())) continue;
    add(input, "rows-and-schema-together", each.mark,
        "rows are changed in the transaction that also changes the schema of tables in use: its "
        "locks are held until all rows are done",
        "move the rows to a revision of their own, before or after this one");
    return;
  }
}

void find_missing(const DirectionInput& input, const char* rule, bool SqlReading::*sets,
                  std::string message, std::string cure) {
  for (const ReviewStep& step : input.walked.steps) {
    if (step.reading != nullptr && step.reading->*sets) return;
    if (!takes_locks(step, input)) continue;
    add(input, rule, step.mark, std::move(message), std::move(cure));
    return;
  }
}

}  // namespace

void find_misfits(const DirectionInput& input) {
  if (!input.known || !input.up) return;
  for (const auto& [mark, problem] : input.walked.misfits)
    add(input, "does-not-fit", mark, problem,
        "compare with the revisions before: 'whimbrel history', 'whimbrel show'");
}

void find_missing_timeouts(const DirectionInput& input) {
  if (!input.up || !input.facts.waiters_queue) return;
  if (!input.settings.has_lock_timeout)
    find_missing(input, "missing-lock-timeout", &SqlReading::sets_lock_timeout,
                 "nothing limits how long this waits for its lock, and while it waits all later "
                 "statements on the table wait behind it",
                 "set 'lock_timeout: 5s' for the target in whimbrel.yaml");
  if (!input.settings.has_statement_timeout)
    find_missing(input, "missing-statement-timeout", &SqlReading::sets_statement_timeout,
                 "nothing limits how long this runs",
                 "set 'statement_timeout: 10m' for the target in whimbrel.yaml");
}

void find_statement_problems(const DirectionInput& input) {
  for (const ReadStatement& each : input.walked.statements) look_at(each, input);
  find_outside(input);
  find_mixture(input);
  if (!input.up) return;
  if (input.walked.steps.empty() && !input.findings.is_merge())
    add(input, "empty-migration", input.findings.file_mark(), "the way up does nothing",
        "fill it in, or take the revision out");
  if (!input.in_transaction && input.walked.steps.size() > 1)
    add(input, "half-applied", input.walked.steps[1].mark,
        "the migration has " + std::to_string(input.walked.steps.size()) +
            " steps and no transaction around them: after a failure the first ones stay, and the "
            "next run goes on behind them",
        "one step for each revision is easiest to reason about");
}

}  // namespace whimbrel
