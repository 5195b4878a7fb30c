// What the version table of another tool says of a database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/import/history.h"

namespace whimbrel {

/// The revisions that are the newest ones applied; empty: none is. For the rows of the tool's
/// version table, in the columns that `applied_query` asks for. `dialect` tells which migrations
/// count. Throws Error{revision} with what to do when the rows cannot be said by heads: a failed or
/// dirty migration, one that no file has, a gap between applied ones. Pure.
std::vector<std::string> applied_heads(const ImportedHistory& history, std::string_view dialect,
                                       const Rows& rows);

/// The query that gives those rows, oldest first.
std::string applied_query(ImportTool tool, const QualifiedName& table, const Syntax& syntax);

/// Asks the database. Nothing when it has no such table. Changes nothing. Throws what Connection
/// and applied_heads throw; Error{database} says so when the table is not one of this tool's.
std::optional<std::vector<std::string>> read_applied(const ImportedHistory& history,
                                                     const QualifiedName& table,
                                                     const Dialect& dialect,
                                                     Connection& connection);

}  // namespace whimbrel
