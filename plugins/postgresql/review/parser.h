// SQL through PostgreSQL's own parser.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "whimbrel/core/node.h"

namespace whimbrel::postgresql {

/// Why a text has no tree: the parser's own words ("syntax error at or near ...").
struct ParseRefusal {
  std::string reason;
};

/// The version of PostgreSQL whose grammar the parser knows.
int parser_version();

/// The parser's tree of `sql`: a map with `stmts`, in which each location counts bytes from the
/// beginning of `sql`. Refuses what is no SQL of that version, and texts of more than 20,000 words
/// and signs: the parser goes down the tree on the call stack. Throws std::bad_alloc only.
/// [thread-safe]
std::variant<Node, ParseRefusal> parse_sql(std::string_view sql);

}  // namespace whimbrel::postgresql
