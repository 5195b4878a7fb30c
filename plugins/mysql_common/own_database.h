// Databases that the tool makes for itself and drops again.
#pragma once

#include "whimbrel/core/identifier.h"
#include "whimbrel/dialect/connection.h"

namespace whimbrel::mysql_family {

/// Makes a database with the character set and collation of the database that `like` is in; null:
/// with the server's. Throws what Connection throws.
void create_own_database(Connection& on, const Identifier& database, Connection* like);
/// Drops it if it exists. Throws what Connection throws.
void drop_own_database(Connection& on, const Identifier& database);

}  // namespace whimbrel::mysql_family
