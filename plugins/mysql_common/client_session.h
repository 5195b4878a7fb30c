// The client library behind an interface that knows only text and Whimbrel's errors.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "connect_settings.h"
#include "whimbrel/dialect/connection.h"

namespace sql {
class Connection;
class Statement;
}  // namespace sql

namespace whimbrel::mysql_family {

/// One link to a server. Once it is lost, every call throws Error{connection}: the client library
/// is never asked to reconnect. [one thread at a time]
class ClientSession {
 public:
  /// Throws Error{connection}.
  explicit ClientSession(const ConnectSettings& settings);
  ~ClientSession();
  ClientSession(const ClientSession&) = delete;
  ClientSession& operator=(const ClientSession&) = delete;

  /// Rows are discarded; the number of rows changed.
  std::uint64_t execute(std::string_view sql);
  Rows query(std::string_view sql);

  /// Sends `statements`, of which each gives one result, in one message; what each that was carried
  /// out has changed is appended to `changed`, also when this throws. A statement behind one that
  /// is refused is not run.
  void execute_together(std::span<const std::string_view> statements,
                        std::vector<std::uint64_t>& changed);

 private:
  template <class F>
  auto guarded(std::string_view sql, F&& body, std::string_view behind = {}) -> decltype(body());
  void discard_results(bool first_is_rows);
  void discard_what_follows(std::string_view sql);
  std::uint64_t answer(bool is_first, bool gives_rows, bool counted);

  std::unique_ptr<sql::Connection> link_;
  std::unique_ptr<sql::Statement> statement_;
  bool lost_ = false;
};

}  // namespace whimbrel::mysql_family
