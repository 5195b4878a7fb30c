#include "errors.h"

#include <system_error>

#include "rebuild.h"
#include "whimbrel/core/text.h"

namespace whimbrel::sqlite {
namespace {

bool says(sqlite3* database, std::string_view beginning) {
  return std::string_view(sqlite3_errmsg(database)).starts_with(beginning);
}

// SQLite's own result for all constraints that make rows unique.
bool is_unique_violation(int code) {
  return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
         code == SQLITE_CONSTRAINT_ROWID;
}

DatabaseCondition condition_of(sqlite3* database, int code) {
  if (is_unique_violation(code)) return DatabaseCondition::unique_violation;
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return DatabaseCondition::lock_timeout;
    case SQLITE_READONLY:
      return DatabaseCondition::read_only;
    case SQLITE_INTERRUPT:
      return DatabaseCondition::cancelled;
    case SQLITE_ERROR:
      if (says(database, "no such table")) return DatabaseCondition::undefined_table;
      return DatabaseCondition::other;
    default:
      return DatabaseCondition::other;
  }
}

// After these nothing can be done with the connection.
bool ends_connection(int code) {
  const int kind = code & 0xff;
  return kind == SQLITE_NOTADB || kind == SQLITE_CORRUPT || kind == SQLITE_CANTOPEN ||
         kind == SQLITE_IOERR;
}

std::string system_reason(sqlite3* database) {
  const int number = sqlite3_system_errno(database);
  return number == 0 ? "" : ": " + std::generic_category().message(number);
}

// People know the table that is rebuilt, not the one that takes its place.
Error violated(ErrorCode kind, const std::string& text) {
  const std::string named = replaced(text, kInterim, "");
  if (named == text) return Error(kind, text);
  return Error(kind, named)
      .with_hint("rows that the table holds do not fit what it is to become; change them first");
}

Error described(sqlite3* database, int code, const Location& location) {
  const std::string text = sqlite3_errmsg(database);
  const ErrorCode kind = ends_connection(code) ? ErrorCode::connection : ErrorCode::database;
  switch (code & 0xff) {
    case SQLITE_NOTADB:
      return Error(kind, "'" + location.text() + "' is not a SQLite database")
          .with_hint("the file holds something else, or it is encrypted; check the URL");
    case SQLITE_CORRUPT:
      return Error(kind, "the database '" + location.text() + "' is damaged: " + text)
          .with_hint("PRAGMA integrity_check tells more; restore a copy");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Error(kind, text)
          .with_hint("another connection is writing to '" + location.text() +
                     "'; lock_timeout says how long to wait for it");
    case SQLITE_READONLY:
      return Error(kind, text)
          .with_hint("'" + location.text() +
                     "' was opened with mode=ro, or the file or its folder "
                     "is write-protected");
    case SQLITE_FULL:
      return Error(kind, text)
          .with_hint("make room on the disk of '" + location.text() +
                     "', then run the command again");
    case SQLITE_IOERR:
      return Error(kind, text + system_reason(database))
          .with_hint("check the disk of '" + location.text() +
                     "': is it full, or a limit for the size of files reached?");
    case SQLITE_INTERRUPT:
      return Error(kind, "the statement ran longer than statement_timeout allows");
    case SQLITE_CONSTRAINT:
      return violated(kind, text);
    default:
      return Error(kind, text);
  }
}

}  // namespace

Error refusal(sqlite3* database, int code, std::string_view sql, const Location& location) {
  const int extended = sqlite3_extended_errcode(database);
  const int precise = (extended & 0xff) == (code & 0xff) ? extended : code;
  Error error = described(database, precise, location);
  error.with_native_code(std::to_string(precise)).with_condition(condition_of(database, precise));
  if (sql.empty()) return error;
  error.with_statement(std::string(sql));
#if SQLITE_VERSION_NUMBER >= 3038000
  if (const int offset = sqlite3_error_offset(database); offset >= 0)
    error.with_statement_offset(static_cast<std::size_t>(offset));
#endif
  return error;
}

Error cannot_open(const Location& location, const Endpoint& endpoint) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const auto error = [](std::string message, std::string hint) {
    return Error(ErrorCode::connection, std::move(message)).with_hint(std::move(hint));
  };
  const std::string name = "'" + location.text() + "'";
  const fs::path folder = location.file.parent_path();
  if (fs::is_directory(location.file, ignored))
    return error(name + " is a folder, not a database", "name a file in it");
  if (!fs::is_directory(folder, ignored)) {
    std::string hint = "make the folder, or correct the URL";
    if (endpoint.has_authority)
      hint +=
          "; three slashes are an absolute path: write sqlite:FILE for a file beside the "
          "configuration";
    return error("the folder '" + folder.string() + "' of the database does not exist",
                 std::move(hint));
  }
  if (!fs::exists(location.file, ignored))
    return error("there is no database " + name,
                 "mode=ro and mode=rw open a file that exists; mode=rwc creates it");
  return error("the database " + name + " cannot be opened",
               "check who may read it and write to its folder");
}

}  // namespace whimbrel::sqlite
