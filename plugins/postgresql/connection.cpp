#include "connection.h"

#include <array>
#include <pqxx/except>
#include <pqxx/nontransaction>

#include "errors.h"
#include "syntax.h"
#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

constexpr int kOldestVersion = 12;

// libpq counts 15.4 as 150004, and since version 10 there are two parts only.
ServerInfo server_info(const PGconn* handle) {
  const int number = PQserverVersion(handle);
  const char* version = PQparameterStatus(handle, "server_version");
  return {"PostgreSQL", version == nullptr ? "" : version,
          number / 10'000 * 1'000'000 + number % 10'000 * 1'000};
}

bool changes_rows(std::string_view sql) {
  constexpr std::array<std::string_view, 5> kWords = {"insert", "update", "delete", "merge",
                                                      "with"};
  sql = trimmed(sql);
  const std::string first = lower(sql.substr(0, sql.find_first_of(" \t\r\n(")));
  for (const std::string_view word : kWords)
    if (first == word) return true;
  return false;
}

Rows rows_of(const pqxx::result& result) {
  Rows rows;
  for (pqxx::row_size_type i = 0; i < result.columns(); ++i)
    rows.columns.emplace_back(result.column_name(i));
  rows.rows.reserve(result.size());
  for (const pqxx::row& row : result) {
    auto& values = rows.rows.emplace_back();
    values.reserve(rows.columns.size());
    for (const pqxx::field& field : row) {
      if (field.is_null())
        values.emplace_back();
      else
        values.emplace_back(std::in_place, field.c_str(), field.size());
    }
  }
  return rows;
}

// libpqxx tells this one by its type and leaves the code out.
std::string sqlstate_of(const pqxx::sql_error& problem) {
  if (dynamic_cast<const pqxx::insufficient_privilege*>(&problem) != nullptr) return "42501";
  return problem.sqlstate();
}

Error not_possible(std::string message, std::string_view sql) {
  Error error(ErrorCode::database, std::move(message));
  error.with_statement(std::string(sql));
  return error;
}

// libpq takes the text up to the first zero byte: another statement than the one that was meant.
void refuse_zero_byte(std::string_view sql) {
  if (sql.find('\0') != std::string_view::npos)
    throw not_possible("the statement holds a zero byte", sql);
}

}  // namespace

PostgresqlConnection::PostgresqlConnection(std::unique_ptr<Session> session, Secret password)
    : session_(std::move(session)),
      password_(std::move(password)),
      server_(server_info(session_->handle())),
      session_id_(std::to_string(session_->backendpid())) {
  if (server_.version_number < kOldestVersion * 1'000'000)
    throw Error(ErrorCode::unsupported, "the server is PostgreSQL " + server_.version +
                                            "; version 12 is the oldest that is supported");
  // The server reports this one by itself, so that only the rare session that needs it pays.
  const char* conforming = PQparameterStatus(session_->handle(), "standard_conforming_strings");
  if (conforming == nullptr || std::string_view(conforming) != "on")
    execute("SET standard_conforming_strings = on");
}

pqxx::result PostgresqlConnection::run(std::string_view sql) {
  refuse_zero_byte(sql);
  try {
    pqxx::nontransaction statement(*session_);
    const pqxx::result result = statement.exec(std::string(sql));
    refuse_copy(sql);
    return result;
  } catch (const pqxx::sql_error& problem) {
    if (session_->handle() == nullptr || !session_->is_open())
      throw broken_link_error(without(password_, problem.what()), sql);
    throw statement_error(problem.what(), sqlstate_of(problem), sql);
  } catch (const pqxx::pqxx_exception& problem) {
    if (session_->handle() == nullptr || !session_->is_open())
      throw broken_link_error(without(password_, problem.base().what()), sql);
    throw not_possible(problem.base().what(), sql);
  }
}

void PostgresqlConnection::refuse_copy(std::string_view sql) {
  PGconn* handle = session_->handle();
  if (handle == nullptr || PQtransactionStatus(handle) != PQTRANS_ACTIVE) return;
  constexpr const char* kReason = "COPY to or from the client is not possible here";
  if (PQputCopyEnd(handle, kReason) != 1) {
    char* row = nullptr;
    while (PQgetCopyData(handle, &row, 0) > 0) PQfreemem(row);
  }
  while (PGresult* rest = PQgetResult(handle)) PQclear(rest);
  throw not_possible(kReason, sql);
}

std::uint64_t PostgresqlConnection::copy(const CopyFromStdin& copy) {
  refuse_zero_byte(copy.whole);
  PGconn* handle = session_->handle();
  if (handle == nullptr) throw broken_link_error("", copy.statement);
  return run_copy(handle, copy);
}

std::uint64_t PostgresqlConnection::execute(std::string_view sql) {
  if (const auto copy = copy_from_stdin(sql)) return this->copy(*copy);
  const pqxx::result result = run(sql);
  // The server counts the rows of a SELECT too.
  if (result.columns() > 0 && !changes_rows(sql)) return 0;
  return result.affected_rows();
}

Rows PostgresqlConnection::query(std::string_view sql) { return rows_of(run(sql)); }

void PostgresqlConnection::begin() { run("BEGIN"); }

void PostgresqlConnection::commit() {
  require_open_transaction();
  run("COMMIT");
}

void PostgresqlConnection::rollback() {
  const PGconn* handle = session_->handle();
  if (handle != nullptr && PQtransactionStatus(handle) == PQTRANS_IDLE) return;
  run("ROLLBACK");
}

std::unique_ptr<Connection> open_connection(const Endpoint& endpoint) {
  const ConnectionParameters parameters = connection_parameters(endpoint);
  std::unique_ptr<Session> session;
  try {
    session = std::make_unique<Session>(parameters);
  } catch (const pqxx::pqxx_exception& problem) {
    Error error = connect_error(problem.base().what(), endpoint);
    // A server that speaks another language than English says why in words that are not known here.
    if (error.code() == ErrorCode::connection && error.hint().empty() &&
        turns_everybody_away(parameters))
      error.with_condition(DatabaseCondition::unreachable)
          .with_hint("try again when the server is up");
    throw error;
  }
  return std::make_unique<PostgresqlConnection>(std::move(session), endpoint.password);
}

}  // namespace whimbrel::postgresql
