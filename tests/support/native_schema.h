// The schema of a database in its own words.
#pragma once

#include <string>

#include "support/dialect_fixture.h"

namespace whimbrel::test {

/// What pg_dump -s says; what SHOW CREATE says of every table, view, trigger, routine and event;
/// what stands in sqlite_schema. Without the tables of the tool itself and without what two
/// databases of the same content differ in (names of the databases, session settings). No code of
/// the tool's introspection takes part. Throws std::runtime_error when pg_dump fails or
/// WHIMBREL_TEST_PG_DUMP is not set, and what Connection throws.
std::string native_schema(const FreshDatabase& database);

}  // namespace whimbrel::test
