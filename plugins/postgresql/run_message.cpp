// A message that holds several statements: libpqxx has no words for it, so libpq is asked.
#include <algorithm>
#include <charconv>

#include "connection.h"
#include "errors.h"
#include "message.h"

namespace whimbrel::postgresql {
namespace {

Error not_possible(std::string message, std::string_view sql) {
  Error error(ErrorCode::database, std::move(message));
  error.with_statement(std::string(sql));
  return error;
}

// The server counts the rows of a SELECT too.
std::uint64_t changed_rows(PGresult* result) {
  if (std::string_view(PQcmdStatus(result)).starts_with("SELECT")) return 0;
  const std::string_view count = PQcmdTuples(result);
  std::uint64_t rows = 0;
  std::from_chars(count.data(), count.data() + count.size(), rows);
  return rows;
}

bool is_done(PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

// A message is read as a whole before any of it runs: what is no SQL is refused before the steps in
// front of it have an answer, and its place tells which step it is.
Error refusal(PGresult* result, const Message& message, std::span<const BatchStep> steps,
              std::size_t answered) {
  ServerMessage said = parse_server_message(PQresultErrorMessage(result), message.text);
  std::size_t step = std::min(answered, steps.size() - 1);
  if (said.offset) {
    step = message.step_at(*said.offset);
    *said.offset -= message.begins[step];
  }
  const char* code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return statement_error(said, code == nullptr ? "" : code, text_of(steps[step]));
}

}  // namespace

bool PostgresqlConnection::in_transaction() const {
  const PGconn* handle = session_->handle();
  if (handle == nullptr) return false;
  const PGTransactionStatusType status = PQtransactionStatus(handle);
  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

void PostgresqlConnection::require_open_transaction() const {
  // The server answers COMMIT kindly in both of these cases, although nothing is committed.
  const PGconn* handle = session_->handle();
  const PGTransactionStatusType status =
      handle == nullptr ? PQTRANS_UNKNOWN : PQtransactionStatus(handle);
  if (status == PQTRANS_INERROR)
    throw not_possible("the transaction cannot be committed: a statement of it failed", "COMMIT");
  if (status == PQTRANS_IDLE)
    throw not_possible("there is no transaction to commit: a statement ended it", "COMMIT");
}

ResultHandle PostgresqlConnection::read_answers(std::span<const BatchStep> steps,
                                                std::vector<std::uint64_t>& answers) {
  ResultHandle failure;
  while (ResultHandle result{PQgetResult(session_->handle())}) {
    const ExecStatusType status = PQresultStatus(result.get());
    // A statement that is several by itself has several answers.
    const std::size_t step = std::min(answers.size(), steps.size() - 1);
    if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH)
      refuse_copy(text_of(steps[step]));
    if (failure) continue;
    if (!is_done(result.get()))
      failure = std::move(result);
    else if (answers.size() < steps.size())
      answers.push_back(changed_rows(result.get()));
  }
  return failure;
}

void PostgresqlConnection::run_message(std::span<const BatchStep> steps,
                                       std::vector<std::uint64_t>& changed) {
  for (const BatchStep& step : steps)
    if (step.sql.find('\0') != std::string::npos)
      throw not_possible("the statement holds a zero byte", step.sql);
  if (steps.front().kind != BatchStep::Kind::begin && steps.back().kind == BatchStep::Kind::commit)
    require_open_transaction();
  const Message message(steps);
  std::vector<std::uint64_t> answers;
  PGconn* handle = session_->handle();
  const bool sent = handle != nullptr && PQsendQuery(handle, message.text.c_str()) == 1;
  ResultHandle failure;
  try {
    if (sent) failure = read_answers(steps, answers);
  } catch (const Error&) {
    changed.insert(changed.end(), answers.begin(), answers.end());
    throw;
  }
  changed.insert(changed.end(), answers.begin(), answers.end());
  const std::string_view next = text_of(steps[std::min(answers.size(), steps.size() - 1)]);
  if (handle == nullptr || PQstatus(handle) != CONNECTION_OK)
    throw broken_link_error(
        without(password_, handle == nullptr ? "the session is over" : PQerrorMessage(handle)),
        next);
  if (!sent) throw not_possible(without(password_, PQerrorMessage(handle)), next);
  if (failure) throw refusal(failure.get(), message, steps, answers.size());
}

}  // namespace whimbrel::postgresql
