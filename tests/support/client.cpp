#include "support/client.h"

#include <cstdlib>
#include <stdexcept>

namespace whimbrel::test {
namespace {

std::string program_of(const char* variable) {
  const char* program = std::getenv(variable);
  if (program == nullptr || *program == '\0')
    throw std::runtime_error(std::string(variable) +
                             " is not set; start the servers for the tests");
  return program;
}

Command psql(const Endpoint& at) {
  return {.program = program_of("WHIMBREL_TEST_PSQL"),
          .arguments = {"-X", "-q", "-h", at.host, "-p", std::to_string(at.port), "-U", at.user,
                        "-d", at.path, "-f", "-"},
          .environment = {{"PGPASSWORD", at.password.reveal()}}};
}

Command family_client(const char* variable, const Endpoint& at) {
  return {.program = program_of(variable),
          .arguments = {"--no-defaults", "--comments", "--host=" + at.host,
                        "--port=" + std::to_string(at.port), "--protocol=tcp", "--user=" + at.user,
                        at.path},
          .environment = {{"MYSQL_PWD", at.password.reveal()}}};
}

}  // namespace

CommandResult feed_client(const FreshDatabase& database, const std::string& script) {
  const std::string_view dialect = database.dialect().name();
  const Endpoint& at = database.endpoint();
  Command command;
  if (dialect == "postgresql")
    command = psql(at);
  else if (dialect == "mysql")
    command = family_client("WHIMBREL_TEST_MYSQL_CLIENT", at);
  else if (dialect == "mariadb")
    command = family_client("WHIMBREL_TEST_MARIADB_CLIENT", at);
  else
    command = {.program = "sqlite3", .arguments = {"-batch", database.name()}};
  command.input = script;
  return run(command);
}

}  // namespace whimbrel::test
