// What SQLite says when it refuses, as Error.
#pragma once

#include <sqlite3.h>

#include <string_view>

#include "location.h"
#include "whimbrel/core/error.h"

namespace whimbrel::sqlite {

/// The error of the last call on `database`, which returned `code`; `sql` may be empty.
Error refusal(sqlite3* database, int code, std::string_view sql, const Location& location);

/// There is no database at `location` to be opened, and why, as far as the file system knows. Time
/// alone cures none of it, so the condition is not `unreachable`.
Error cannot_open(const Location& location, const Endpoint& endpoint);

}  // namespace whimbrel::sqlite
