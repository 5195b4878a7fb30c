// The one error type of Whimbrel.
#pragma once

#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

/// What kind of thing went wrong. The command turns it into an exit code.
enum class ErrorCode {
  usage,        ///< a wrong option or argument
  config,       ///< whimbrel.yaml, a schema file or an environment variable is wrong
  revision,     ///< a revision file or the revision graph is wrong
  io,           ///< a file or folder cannot be read or written
  plugin,       ///< a plugin is missing, does not fit, or threw something foreign
  connection,   ///< no connection, or the link broke: the connection is of no more use
  database,     ///< the database refused a statement
  unsupported,  ///< this database cannot do it, and nothing was sent
  lock,         ///< another runner holds the run lock
  interrupted,  ///< stopped on request, can be resumed
  pending,      ///< something has to be applied or changed before this is possible
  internal,     ///< a defect of Whimbrel
};

/// Conditions of the database that callers act on. A plugin sets the one that applies.
enum class DatabaseCondition {
  other,
  undefined_table,   ///< the statement names a table that does not exist
  unique_violation,  ///< a row with this key exists
  lock_timeout,      ///< a lock was not had in time; the statement had no effect
  read_only,         ///< the database or the session cannot be written
  authentication,    ///< user or password refused
  unreachable,       ///< no session to be had now; the same attempt may succeed later
  cancelled,         ///< the statement was cancelled on request
};

/// What happened, where, and what to do. Final: the only exception type that may cross the plugin
/// edge, so it must mean the same thing on both sides; its key function lives in libwhimbrel.
/// A message holds no password: see core/secret.h. [thread-safe as any value]
class Error final : public std::exception {
 public:
  Error(ErrorCode code, std::string message);
  ~Error() override;
  Error(const Error&) = default;
  Error(Error&&) = default;
  Error& operator=(const Error&) = default;
  Error& operator=(Error&&) = default;

  /// The whole text for people: contexts, where, message, statement and hint.
  const char* what() const noexcept override;

  ErrorCode code() const { return code_; }
  const std::string& message() const { return message_; }
  /// file:line:column, a table, a target: empty when there is no place to name.
  const std::string& where() const { return where_; }
  /// One sentence that says what to do; empty when there is none.
  const std::string& hint() const { return hint_; }
  /// The statement that the database refused; empty when none was sent.
  const std::string& statement() const { return statement_; }
  /// Where the database found the fault: bytes from the beginning of the text that was sent to it.
  /// Nothing when it does not say.
  std::optional<std::size_t> statement_offset() const { return statement_offset_; }
  /// The database's own code (SQLSTATE, or the vendor's number as text); empty when there is none.
  const std::string& native_code() const { return native_code_; }
  DatabaseCondition condition() const { return condition_; }
  /// What was being done, innermost first.
  const std::vector<std::string>& contexts() const { return contexts_; }

  Error& at(std::string where);
  Error& with_hint(std::string hint);
  Error& with_statement(std::string sql);
  Error& with_statement_offset(std::size_t bytes);
  Error& with_native_code(std::string code);
  Error& with_condition(DatabaseCondition condition);
  /// Says what was being done; called on the way up with `throw;` after it.
  Error& add_context(std::string doing);

 private:
  void compose();

  ErrorCode code_;
  DatabaseCondition condition_ = DatabaseCondition::other;
  std::string message_;
  std::string where_;
  std::string hint_;
  std::string statement_;
  std::optional<std::size_t> statement_offset_;
  std::string native_code_;
  std::vector<std::string> contexts_;
  std::string text_;
};

/// The stable word for a code, as it stands in JSON answers ("config", "database", ...).
std::string_view word_for(ErrorCode code);

}  // namespace whimbrel
