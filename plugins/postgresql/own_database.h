// Databases that the tool makes for itself and drops again.
#pragma once

#include <string>

#include "whimbrel/core/identifier.h"
#include "whimbrel/dialect/connection.h"
#include "whimbrel/dialect/endpoint.h"

namespace whimbrel::postgresql {

/// `options` is what follows the name in CREATE DATABASE. Throws what Connection throws.
void create_own_database(Connection& admin, const Identifier& name, const std::string& options);
/// Drops it if it exists, with the sessions in it. Throws what Connection throws.
void drop_own_database(Connection& admin, const Identifier& name);
/// The way into the database `name` on the server of `host`.
Endpoint endpoint_of(Endpoint host, const Identifier& name);

}  // namespace whimbrel::postgresql
