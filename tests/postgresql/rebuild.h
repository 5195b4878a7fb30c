// A whole schema, built from what was read.
#pragma once

#include "postgresql/live_schema.h"

namespace whimbrel::test {

/// Creates all of `schema` in an empty database: what cannot be made yet is tried again behind the
/// rest, until nothing is left. Fails the test with the database's words when something stays.
void build(Connection& connection, const Schema& schema);

/// Drops all of it in the same way.
void tear_down(Connection& connection, const Schema& schema);

/// What differs, as YAML of both sides; empty when they are equal.
std::string difference(const Schema& a, const Schema& b);

}  // namespace whimbrel::test
