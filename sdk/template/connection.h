// A session. This is where the client library is called, and the only place that knows it.
#pragma once

#include <sqlite3.h>

#include <memory>

#include "whimbrel/dialect/connection.h"
#include "whimbrel/dialect/endpoint.h"

namespace example {

class ExampleConnection : public whimbrel::Connection {
 public:
  /// `example:FILE`. Throws Error{config} for what the dialect does not know and Error{connection}
  /// when the file cannot be opened.
  explicit ExampleConnection(const whimbrel::Endpoint& endpoint);

  const whimbrel::ServerInfo& server() const override { return server_; }
  std::uint64_t execute(std::string_view sql) override;
  whimbrel::Rows query(std::string_view sql) override;
  void begin() override { execute("BEGIN IMMEDIATE"); }
  void commit() override { execute("COMMIT"); }
  void rollback() override;
  std::string session_id() const override { return {}; }

 private:
  struct Closer {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Prepared = std::unique_ptr<sqlite3_stmt, Closer>;

  Prepared prepare(std::string_view sql);
  /// True when there is a row.
  bool step(const Prepared& statement, std::string_view sql);
  [[noreturn]] void refuse(std::string_view sql);

  std::unique_ptr<sqlite3, Closer> database_;
  whimbrel::ServerInfo server_;
};

}  // namespace example
