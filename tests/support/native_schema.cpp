#include "support/native_schema.h"

#include <cstdlib>
#include <stdexcept>

#include "support/command.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::test {
namespace {

std::string dumped(const FreshDatabase& database) {
  const char* program = std::getenv("WHIMBREL_TEST_PG_DUMP");
  if (program == nullptr || *program == '\0')
    throw std::runtime_error(
        "WHIMBREL_TEST_PG_DUMP is not set: run scripts/test, which starts the servers");
  const Endpoint& at = database.endpoint();
  const CommandResult result =
      run({.program = program,
           .arguments = {"--schema-only", "--no-owner", "--exclude-table=whimbrel_*", "-h", at.host,
                         "-p", std::to_string(at.port), "-U", at.user, "-d", at.path},
           .environment = {{"PGPASSWORD", at.password.reveal()}},
           .time_limit = std::chrono::minutes(5)});
  if (result.exit_code != 0) throw std::runtime_error("pg_dump failed: " + result.err);
  std::string text;
  for (const std::string_view line : split(result.out, '\n'))
    // Newer versions write a random word around the dump.
    if (!line.starts_with("\\restrict") && !line.starts_with("\\unrestrict"))
      text += std::string(line) + "\n";
  return text;
}

std::string stored_statements(Connection& connection) {
  std::string text;
  const Rows rows = connection.query(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema"
      " WHERE tbl_name NOT LIKE 'whimbrel\\_%' ESCAPE '\\' ORDER BY type, name");
  for (const auto& row : rows.rows) {
    for (const auto& value : row) text += value.value_or("NULL") + " ";
    text += "\n";
  }
  return text;
}

/// A kind of object: where its names are, and which column of SHOW CREATE holds its text.
struct Kind {
  const char* word;
  const char* names;
  std::size_t column;
};

constexpr Kind kKinds[] = {
    {"TABLE",
     "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()"
     " AND TABLE_TYPE <> 'VIEW' AND TABLE_NAME NOT LIKE 'whimbrel\\_%' ORDER BY 1",
     1},
    {"VIEW",
     "SELECT TABLE_NAME FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1",
     1},
    {"TRIGGER",
     "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()"
     " ORDER BY 1",
     2},
    {"PROCEDURE",
     "SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()"
     " AND ROUTINE_TYPE = 'PROCEDURE' ORDER BY 1",
     2},
    {"FUNCTION",
     "SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()"
     " AND ROUTINE_TYPE = 'FUNCTION' ORDER BY 1",
     2},
    {"EVENT",
     "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE() ORDER BY 1",
     3},
};

std::string shown(Connection& connection, const FreshDatabase& database) {
  std::string text;
  for (const Kind& kind : kKinds) {
    for (const auto& name : connection.query(kind.names).rows) {
      SqlWriter sql(database.dialect().syntax());
      sql.word("SHOW CREATE").word(kind.word).name(Identifier(name.at(0).value()));
      const Rows rows = connection.query(std::move(sql).take());
      text += rows.rows.at(0).at(kind.column).value_or("NULL") + "\n\n";
    }
  }
  // Views name the database that they look into.
  return replaced(text, "`" + database.name() + "`", "`database`");
}

}  // namespace

std::string native_schema(const FreshDatabase& database) {
  if (database.dialect().name() == "postgresql") return dumped(database);
  const auto connection = database.connect();
  if (database.dialect().name() == "sqlite") return stored_statements(*connection);
  return shown(*connection, database);
}

}  // namespace whimbrel::test
