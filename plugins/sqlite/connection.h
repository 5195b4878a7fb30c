// A connection to a SQLite database.
#pragma once

#include <chrono>
#include <optional>

#include "handles.h"
#include "location.h"
#include "whimbrel/dialect/connection.h"
#include "whimbrel/dialect/endpoint.h"

namespace whimbrel::sqlite {

/// The library that is linked in.
const ServerInfo& library();

/// Foreign keys are enforced. A file that does not exist is created by the first `begin` or
/// `execute`, not by looking: until then the connection answers as an empty database does.
class SqliteConnection final : public Connection {
 public:
  explicit SqliteConnection(const Endpoint& endpoint);

  const ServerInfo& server() const override;
  std::uint64_t execute(std::string_view sql) override;
  Rows query(std::string_view sql) override;
  void begin() override;
  void commit() override;
  void rollback() override;
  std::string session_id() const override;

 private:
  using Clock = std::chrono::steady_clock;

  void open(const std::string& file, int flags);
  void open_real();
  void leave_empty_database(bool writes);
  void refuse_after_failure(std::string_view sql) const;
  StatementHandle prepared(std::string_view sql);
  std::uint64_t run(std::string_view sql, Rows* result);
  void step_through(sqlite3_stmt* statement, std::string_view sql, Rows* result);
  static int overdue(void* self);

  Endpoint endpoint_;
  Location location_;
  DatabaseHandle database_;
  /// The file does not exist yet, and an empty database in memory stands for it.
  bool not_created_ = false;
  bool in_transaction_ = false;
  bool failed_ = false;  ///< in this transaction
  std::optional<Clock::time_point> deadline_;
};

}  // namespace whimbrel::sqlite
