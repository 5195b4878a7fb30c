#include "connection.h"

#include "whimbrel/core/error.h"

namespace example {
namespace {

using whimbrel::DatabaseCondition;
using whimbrel::Error;
using whimbrel::ErrorCode;

// Whimbrel acts on these; whatever else it is stays `other`.
DatabaseCondition condition_of(int code, std::string_view message) {
  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
    return DatabaseCondition::unique_violation;
  if ((code & 0xff) == SQLITE_BUSY) return DatabaseCondition::lock_timeout;
  if ((code & 0xff) == SQLITE_READONLY) return DatabaseCondition::read_only;
  if (message.starts_with("no such table")) return DatabaseCondition::undefined_table;
  return DatabaseCondition::other;
}

}  // namespace

ExampleConnection::ExampleConnection(const whimbrel::Endpoint& endpoint) {
  if (endpoint.path.empty() || endpoint.has_authority || !endpoint.parameters.empty())
    throw Error(ErrorCode::config, "the example dialect reads URLs of the form example:FILE only");
  if (endpoint.statement_timeout.count() > 0)
    throw Error(ErrorCode::config, "the example dialect has no statement_timeout")
        .with_hint("take it out of the target");
  const auto file = endpoint.base_directory / endpoint.path;
  sqlite3* opened = nullptr;
  const int code = sqlite3_open(file.c_str(), &opened);
  database_.reset(opened);
  if (code != SQLITE_OK)
    throw Error(ErrorCode::connection,
                "the database " + file.string() + " cannot be opened: " + sqlite3_errstr(code))
        .with_hint("its folder must exist and be writable");
  sqlite3_extended_result_codes(opened, 1);
  sqlite3_busy_timeout(opened, static_cast<int>(endpoint.lock_timeout.count()));
  server_ = {"Example", sqlite3_libversion(), sqlite3_libversion_number()};
}

ExampleConnection::Prepared ExampleConnection::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int size = static_cast<int>(sql.size());
  const int code = sqlite3_prepare_v2(database_.get(), sql.data(), size, &statement, nullptr);
  if (code != SQLITE_OK) refuse(sql);
  return Prepared(statement);
}

bool ExampleConnection::step(const Prepared& statement, std::string_view sql) {
  if (statement == nullptr) return false;  // nothing but a comment
  const int code = sqlite3_step(statement.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) refuse(sql);
  return code == SQLITE_ROW;
}

void ExampleConnection::refuse(std::string_view sql) {
  const int code = sqlite3_extended_errcode(database_.get());
  const std::string message = sqlite3_errmsg(database_.get());
  throw Error(ErrorCode::database, message)
      .with_statement(std::string(sql))
      .with_native_code(std::to_string(code))
      .with_condition(condition_of(code, message));
}

std::uint64_t ExampleConnection::execute(std::string_view sql) {
  const auto before = sqlite3_total_changes(database_.get());
  const Prepared statement = prepare(sql);
  while (step(statement, sql)) continue;
  return static_cast<std::uint64_t>(sqlite3_total_changes(database_.get()) - before);
}

whimbrel::Rows ExampleConnection::query(std::string_view sql) {
  const Prepared statement = prepare(sql);
  const int width = sqlite3_column_count(statement.get());
  whimbrel::Rows result;
  for (int i = 0; i < width; ++i)
    result.columns.emplace_back(sqlite3_column_name(statement.get(), i));
  while (step(statement, sql)) {
    auto& row = result.rows.emplace_back(width);
    for (int i = 0; i < width; ++i)
      if (const unsigned char* text = sqlite3_column_text(statement.get(), i))
        row[i] = reinterpret_cast<const char*>(text);
  }
  return result;
}

void ExampleConnection::rollback() {
  if (sqlite3_get_autocommit(database_.get()) == 0) execute("ROLLBACK");
}

}  // namespace example
