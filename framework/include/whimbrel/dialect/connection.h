// A session with a database.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

/// What answers at the other end.
struct ServerInfo {
  std::string product;  ///< for people
  std::string version;  ///< as the server spells it
  /// major * 1'000'000 + minor * 1'000 + patch, for comparisons.
  int version_number = 0;
};

/// A result in text form; an absent value is NULL.
struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<std::optional<std::string>>> rows;
};

/// One session. Every function throws Error{database} when the database refuses, with statement,
/// native code and condition set, and Error{connection} when the link broke: the session is then
/// over (locks and transaction are lost) and never silently replaced by a new one. Messages hold no
/// secret. Closing happens in the destructor, which does not throw; an open transaction is rolled
/// back by it. [one thread at a time]
class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection();

  virtual const ServerInfo& server() const = 0;

  /// Runs one statement as it is, without parameters and without splitting; rows that it gives are
  /// discarded. Where Syntax::copy_from_stdin is set, rows may stand behind it as in a script.
  /// Returns the number of rows changed, 0 where that makes no sense.
  virtual std::uint64_t execute(std::string_view sql) = 0;

  /// Runs one statement and returns its rows; the caller owns them.
  virtual Rows query(std::string_view sql) = 0;

  /// A transaction for writing. After a failed statement the only way on is `rollback`, also where
  /// the database itself would allow more.
  virtual void begin() = 0;
  virtual void commit() = 0;
  /// Does nothing when no transaction is open.
  virtual void rollback() = 0;

  /// The server's number for this session, for people and for the journal; empty where there is
  /// none.
  virtual std::string session_id() const = 0;
};

}  // namespace whimbrel
