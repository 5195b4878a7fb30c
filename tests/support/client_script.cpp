#include "support/client_script.h"

#include <cstdlib>
#include <stdexcept>

#include "support/command.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

constexpr const char* kAccepted = "this file is accepted";

/// The program that a variable of the test servers names, or `name` in PATH.
std::string client(const std::string& variable, const std::string& name) {
  const char* told = std::getenv(variable.c_str());
  return told && *told ? told : name;
}

Command client_of(const FreshDatabase& database) {
  const std::string_view dialect = database.dialect().name();
  const Endpoint& at = database.endpoint();
  Command command;
  command.time_limit = std::chrono::minutes(5);
  if (dialect == "sqlite") {
    command.program = client("WHIMBREL_TEST_SQLITE_CLIENT", "sqlite3");
    command.arguments = {"-bail", database.name(), "PRAGMA foreign_keys = ON", ".read /dev/stdin"};
  } else if (dialect == "postgresql") {
    command.program = client("WHIMBREL_TEST_PSQL", "psql");
    command.arguments = {"-qAtX", "-v", "ON_ERROR_STOP=1", database.url().reveal()};
  } else {
    command.program = dialect == "mysql" ? client("WHIMBREL_TEST_MYSQL_CLIENT", "mysql")
                                         : client("WHIMBREL_TEST_MARIADB_CLIENT", "mariadb");
    command.arguments = {"-BN",
                         "-h",
                         at.host,
                         "-P",
                         std::to_string(at.port),
                         "-u",
                         at.user,
                         "--comments",
                         "--default-character-set=utf8mb4",
                         at.path};
    command.environment = {{"MYSQL_PWD", at.password.reveal()}};
  }
  return command;
}

std::string script(const std::vector<ClientFile>& files, bool transactional_ddl) {
  std::string text;
  for (const ClientFile& file : files) {
    const bool whole = file.transactional && transactional_ddl;
    if (whole) text += "BEGIN;\n";
    text += file.sql + "\n";
    const std::string_view content = trimmed(file.sql);
    if (!content.empty() && content.back() != ';') text += ";\n";
    if (whole) text += "COMMIT;\n";
    text += std::string("SELECT '") + kAccepted + "';\n";
  }
  return text;
}

}  // namespace

std::size_t run_through_client(const FreshDatabase& database,
                               const std::vector<ClientFile>& files) {
  Command command = client_of(database);
  command.input = script(files, database.dialect().capabilities().transactional_ddl);
  const CommandResult result = run(command);
  std::size_t accepted = 0;
  for (const std::string_view line : split(result.out, '\n')) accepted += line == kAccepted;
  if (accepted == files.size() || result.exit_code != 0) return accepted;
  throw std::runtime_error(command.program + " did not read all files: " + result.err);
}

}  // namespace whimbrel::test
