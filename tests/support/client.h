// The program that comes with a database.
#pragma once

#include <string>

#include "support/command.h"
#include "support/dialect_fixture.h"

namespace whimbrel::test {

/// Feeds `script` to psql, mysql, mariadb or sqlite3, called as the first lines of a script of
/// whimbrel's say. Throws std::runtime_error when the variable that names the program
/// (WHIMBREL_TEST_PSQL, ...) is not set.
CommandResult feed_client(const FreshDatabase& database, const std::string& script);

}  // namespace whimbrel::test
