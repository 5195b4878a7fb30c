#include "read_session.h"

#include "syntax.h"
#include "whimbrel/core/error.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {

ReadSession::ReadSession(Connection& connection, const std::vector<Identifier>& also_visible)
    : connection_(&connection) {
  look_around();
  // Settings made after a savepoint go when it is rolled back to, so nothing has to be remembered.
  connection_->execute(in_transaction_ ? "SAVEPOINT whimbrel_read"
                                       : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  open_ = true;
  try {
    fix_settings(also_visible);
  } catch (...) {
    try {
      finish();
    } catch (const Error&) {
      // The first error is the one to tell.
    }
    throw;
  }
}

ReadSession::~ReadSession() {
  if (!open_) return;
  try {
    finish();
  } catch (...) {
    // The link broke; whoever uses the connection next is told.
  }
}

void ReadSession::look_around() {
  // A statement that is its own transaction starts together with it.
  const Rows now = connection_->query(
      "SELECT pg_catalog.current_schema(), "
      "pg_catalog.now() OPERATOR(pg_catalog.<>) pg_catalog.statement_timestamp()");
  const auto& row = now.rows.at(0);
  if (!row.at(0)) {
    Error error(ErrorCode::database, "the session has no default schema");
    error.with_hint("search_path must name a schema that exists and that the user may use");
    throw error;
  }
  default_schema_ = Identifier(*row[0]);
  in_transaction_ = row.at(1) == "t";
}

void ReadSession::fix_settings(const std::vector<Identifier>& also_visible) {
  std::string path = quoted(default_schema_, postgresql_syntax());
  for (const Identifier& schema : also_visible) path += ", " + quoted(schema, postgresql_syntax());
  connection_->query(
      "SELECT pg_catalog.set_config(name, value, true) FROM (VALUES ('search_path', " +
      string_literal(path, postgresql_syntax()) +
      "), ('quote_all_identifiers', 'off'), ('DateStyle', 'ISO, YMD'), "
      "('IntervalStyle', 'postgres'), ('TimeZone', 'UTC'), ('extra_float_digits', '1'), "
      "('bytea_output', 'hex')) AS setting (name, value)");
}

void ReadSession::finish() {
  open_ = false;
  if (!in_transaction_) {
    connection_->execute("ROLLBACK");
    return;
  }
  connection_->execute("ROLLBACK TO SAVEPOINT whimbrel_read");
  connection_->execute("RELEASE SAVEPOINT whimbrel_read");
}

}  // namespace whimbrel::postgresql
