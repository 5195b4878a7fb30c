// What a database itself says of its schema, for comparing two of them.
#pragma once

#include <string>
#include <vector>

#include "support/dialect_fixture.h"

namespace whimbrel::test {

/// What pg_dump, SHOW CREATE or SQLite's pragmas say, a text for each object, sorted. The order of
/// columns, of the parts of a table and of objects is left out, as are the tables of the tool
/// itself, counters, and spellings that mean the same. No code of the tool's introspection takes
/// part. Throws what native_schema throws.
std::vector<std::string> witnessed(const FreshDatabase& database);

/// The texts of `a` that are not in `b`, one behind the other; empty when there are none.
std::string only_in(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace whimbrel::test
