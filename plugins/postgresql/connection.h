// One session with a PostgreSQL server.
#pragma once

#include <memory>
#include <pqxx/result>

#include "copy_rows.h"
#include "session.h"
#include "whimbrel/dialect/connection.h"
#include "whimbrel/dialect/endpoint.h"

namespace whimbrel::postgresql {

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

 private:
  pqxx::result run(std::string_view sql);
  std::uint64_t copy(const CopyFromStdin& copy);
  /// Ends a COPY that a statement began: its rows have no way through this interface.
  void refuse_copy(std::string_view sql);

  std::unique_ptr<Session> session_;
  Secret password_;
  ServerInfo server_;
  std::string session_id_;
};

/// Throws Error{connection} or Error{config}; see Dialect::connect.
std::unique_ptr<Connection> open_connection(const Endpoint& endpoint);

}  // namespace whimbrel::postgresql
