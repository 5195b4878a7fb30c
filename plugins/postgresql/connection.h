// One session with a PostgreSQL server.
#pragma once

#include <memory>
#include <pqxx/result>
#include <span>
#include <vector>

#include "copy_rows.h"
#include "session.h"
#include "whimbrel/dialect/connection.h"
#include "whimbrel/dialect/endpoint.h"
#include "whimbrel/dialect/statement_batches.h"

namespace whimbrel::postgresql {

/// A result of libpq's own.
struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultHandle = std::unique_ptr<PGresult, ClearResult>;

/// See Connection. Every statement is its own transaction until `begin`. Borrows nothing.
/// [one thread at a time]
class PostgresqlConnection final : public Connection {
 public:
  PostgresqlConnection(std::unique_ptr<Session> session, Secret password);
  ~PostgresqlConnection() override = default;

  const ServerInfo& server() const override { return server_; }
  std::uint64_t execute(std::string_view sql) override;
  Rows query(std::string_view sql) override;
  void begin() override;
  void commit() override;
  void rollback() override;
  std::string session_id() const override { return session_id_; }

  bool in_transaction() const;
  /// Steps of one transaction in one message; see StatementBatches::run.
  void run_message(std::span<const BatchStep> steps, std::vector<std::uint64_t>& changed);

 private:
  pqxx::result run(std::string_view sql);
  std::uint64_t copy(const CopyFromStdin& copy);
  /// Ends a COPY that a statement began: its rows have no way through this interface.
  void refuse_copy(std::string_view sql);
  void require_open_transaction() const;
  /// The answers to a message, one for each step that was carried out; the first error, or null.
  ResultHandle read_answers(std::span<const BatchStep> steps, std::vector<std::uint64_t>& answers);

  std::unique_ptr<Session> session_;
  Secret password_;
  ServerInfo server_;
  std::string session_id_;
};

/// Throws Error{connection} or Error{config}; see Dialect::connect.
std::unique_ptr<Connection> open_connection(const Endpoint& endpoint);

}  // namespace whimbrel::postgresql
