// An SQL file as a desired schema: which of its statements define the schema.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/dialect/sql_splitter.h"
#include "whimbrel/dialect/syntax.h"

namespace whimbrel {

struct SchemaScript {
  std::vector<ScriptStatement> statements;  ///< to be run in a scratch place, in order
  bool grants = false;  ///< it says who may do what: privileges are a part of the schema
  /// What is left out, for people: "12 INSERT statements (line 222 and others)".
  std::vector<std::string> left_out;
};

/// Keeps what defines objects and what sets up the session for that; privileges where schemas are
/// not databases, because there they are a database's own. Rows, transactions, commands to a client
/// program and everything that reaches beyond the database at hand (databases, users, server
/// settings) are left out. Where schemas are databases, a name qualified with `own_database`, the
/// database at hand, loses it, because the script runs in a scratch place. Throws Error{config}
/// with file and line for a definition that names an object in another database: run in a scratch
/// place it would leave it.
SchemaScript schema_script(std::string_view text, const Syntax& syntax, const std::string& file,
                           const std::string& own_database = "");

}  // namespace whimbrel
