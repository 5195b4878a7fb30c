// What only SHOW CREATE TABLE tells.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace whimbrel::mysql_family {

/// What stands behind PARTITION BY, on one line, without the engine of each partition; empty when
/// the table is not partitioned. Pure.
std::string partition_clause(std::string_view create_table);

/// The parsers of the full-text indexes that have one of their own: index -> parser. Pure.
std::map<std::string, std::string> index_parsers(std::string_view create_table);

}  // namespace whimbrel::mysql_family
