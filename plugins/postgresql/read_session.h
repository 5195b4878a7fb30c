// One consistent view of the catalog.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/dialect/connection.h"

namespace whimbrel::postgresql {

/// Between constructor and `finish` all queries see the same state of the catalog, and the server
/// writes expressions in one way only: names of the default schema and of `also_visible` without
/// their schema, all others with it; dates, intervals and numbers in fixed formats. When a
/// transaction is open it is used, and left as it was; otherwise one is opened that only reads.
/// Borrows the connection. [one thread at a time]
class ReadSession {
 public:
  ReadSession(Connection& connection, const std::vector<Identifier>& also_visible);
  ReadSession(const ReadSession&) = delete;
  ReadSession& operator=(const ReadSession&) = delete;
  /// Finishes without a word when `finish` was not called.
  ~ReadSession();

  const Identifier& default_schema() const { return default_schema_; }
  /// 15 for PostgreSQL 15.4.
  int major_version() const { return connection_->server().version_number / 1'000'000; }
  Rows query(std::string_view sql) { return connection_->query(sql); }
  /// Puts everything back as it was.
  void finish();

 private:
  void look_around();
  void fix_settings(const std::vector<Identifier>& also_visible);

  Connection* connection_;
  Identifier default_schema_;
  bool in_transaction_ = false;
  bool open_ = false;
};

}  // namespace whimbrel::postgresql
