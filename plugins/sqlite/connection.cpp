#include "connection.h"

#include <algorithm>
#include <system_error>

#include "errors.h"
#include "syntax.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::sqlite {
namespace {

constexpr std::chrono::milliseconds kLockTimeout{5000};
/// How many steps of SQLite's machine lie between two looks at the clock: well under a millisecond.
constexpr int kStepsBetweenLooks = 1000;

int open_flags(Location::Mode mode) {
  switch (mode) {
    case Location::Mode::read_only:
      return SQLITE_OPEN_READONLY;
    case Location::Mode::read_write:
      return SQLITE_OPEN_READWRITE;
    case Location::Mode::read_write_create:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  }
  return SQLITE_OPEN_READONLY;
}

bool has_statement(std::string_view sql) {
  const std::vector<SqlToken> tokens = lex(sql, syntax());
  return std::any_of(tokens.begin(), tokens.end(), [](const SqlToken& token) {
    return token.kind != SqlToken::Kind::comment && !token.is_symbol(';');
  });
}

std::optional<std::string> value_at(sqlite3_stmt* statement, int column) {
  if (sqlite3_column_type(statement, column) == SQLITE_NULL) return std::nullopt;
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
  const auto size = static_cast<size_t>(sqlite3_column_bytes(statement, column));
  return bytes == nullptr ? std::string() : std::string(bytes, size);
}

}  // namespace

const ServerInfo& library() {
  static const ServerInfo info = [] {
    const int number = sqlite3_libversion_number();  // 3.40.1 is 3040001
    return ServerInfo{"SQLite", sqlite3_libversion(), number};
  }();
  return info;
}

SqliteConnection::SqliteConnection(const Endpoint& endpoint)
    : endpoint_(endpoint), location_(locate(endpoint)) {
  std::error_code ignored;
  const bool creates = location_.mode == Location::Mode::read_write_create;
  if (location_.memory) {
    open(":memory:", SQLITE_OPEN_READWRITE);
  } else if (creates && !std::filesystem::exists(location_.file, ignored)) {
    if (!std::filesystem::is_directory(location_.file.parent_path(), ignored))
      throw cannot_open(location_, endpoint_);
    not_created_ = true;
    open(":memory:", SQLITE_OPEN_READWRITE);
  } else {
    open_real();
  }
}

void SqliteConnection::open_real() { open(location_.file.string(), open_flags(location_.mode)); }

void SqliteConnection::open(const std::string& file, int flags) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &raw,
                                   flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  DatabaseHandle opened(raw);
  if (code != SQLITE_OK && raw != nullptr && (code & 0xff) != SQLITE_CANTOPEN)
    throw refusal(raw, code, {}, location_);
  if (code != SQLITE_OK) throw cannot_open(location_, endpoint_);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  const auto wait = endpoint_.lock_timeout.count() > 0 ? endpoint_.lock_timeout : kLockTimeout;
  sqlite3_busy_timeout(raw, static_cast<int>(wait.count()));
  if (endpoint_.statement_timeout.count() > 0)
    sqlite3_progress_handler(raw, kStepsBetweenLooks, &SqliteConnection::overdue, this);
  if (!location_.durable) sqlite3_exec(raw, "PRAGMA synchronous = OFF", nullptr, nullptr, nullptr);
  database_ = std::move(opened);
}

int SqliteConnection::overdue(void* self) {
  const auto& deadline = static_cast<SqliteConnection*>(self)->deadline_;
  return deadline && Clock::now() > *deadline ? 1 : 0;
}

const ServerInfo& SqliteConnection::server() const { return library(); }

std::string SqliteConnection::session_id() const { return {}; }

// Leaves the stand-in for a file that does not exist: to write, or because somebody has made it.
void SqliteConnection::leave_empty_database(bool writes) {
  if (!not_created_) return;
  std::error_code ignored;
  if (!writes && !std::filesystem::exists(location_.file, ignored)) return;
  open_real();
  not_created_ = false;
}

void SqliteConnection::refuse_after_failure(std::string_view sql) const {
  if (!failed_) return;
  throw Error(ErrorCode::database, "a statement of this transaction failed before")
      .with_statement(std::string(sql))
      .with_hint("roll the transaction back");
}

StatementHandle SqliteConnection::prepared(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  const char* rest = nullptr;
  const int code =
      sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &raw, &rest);
  StatementHandle statement(raw);
  if (code != SQLITE_OK) throw refusal(database_.get(), code, sql, location_);
  if (raw == nullptr)
    throw Error(ErrorCode::database, "there is no SQL statement").with_statement(std::string(sql));
  // SQLite leaves what follows the first statement aside without a word.
  if (has_statement(sql.substr(static_cast<size_t>(rest - sql.data()))))
    throw Error(ErrorCode::database, "more than one statement was given at once")
        .with_statement(std::string(sql));
  return statement;
}

void SqliteConnection::step_through(sqlite3_stmt* statement, std::string_view sql, Rows* result) {
  const int columns = sqlite3_column_count(statement);
  for (int i = 0; result != nullptr && i < columns; ++i)
    result->columns.emplace_back(sqlite3_column_name(statement, i));
  deadline_ = Clock::now() + endpoint_.statement_timeout;
  for (;;) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) return;
    if (code != SQLITE_ROW) throw refusal(database_.get(), code, sql, location_);
    if (result == nullptr) continue;
    auto& row = result->rows.emplace_back();
    for (int i = 0; i < columns; ++i) row.push_back(value_at(statement, i));
  }
}

std::uint64_t SqliteConnection::run(std::string_view sql, Rows* result) {
  refuse_after_failure(sql);
  try {
    const sqlite3_int64 before = sqlite3_total_changes64(database_.get());
    const StatementHandle statement = prepared(sql);
    step_through(statement.get(), sql, result);
    if (sqlite3_total_changes64(database_.get()) == before) return 0;
    return static_cast<std::uint64_t>(sqlite3_changes64(database_.get()));
  } catch (const Error&) {
    failed_ = in_transaction_;
    throw;
  }
}

std::uint64_t SqliteConnection::execute(std::string_view sql) {
  leave_empty_database(true);
  return run(sql, nullptr);
}

Rows SqliteConnection::query(std::string_view sql) {
  leave_empty_database(false);
  if (not_created_) leave_empty_database(sqlite3_stmt_readonly(prepared(sql).get()) == 0);
  Rows rows;
  run(sql, &rows);
  return rows;
}

void SqliteConnection::begin() {
  leave_empty_database(true);
  // The lock for writing is taken now: two readers that both go on to write would block each other.
  run("BEGIN IMMEDIATE", nullptr);
  in_transaction_ = true;
}

void SqliteConnection::commit() {
  run("COMMIT", nullptr);
  in_transaction_ = false;
}

void SqliteConnection::rollback() {
  failed_ = false;
  in_transaction_ = false;
  // Some failures have rolled it back already.
  if (sqlite3_get_autocommit(database_.get()) == 0) run("ROLLBACK", nullptr);
}

}  // namespace whimbrel::sqlite
