// SQL migrations: header and sections in comment lines.
#pragma once

#include <filesystem>
#include <string_view>

#include "whimbrel/revision/revision_file.h"

namespace whimbrel {

/// The header of `-- whimbrel: key: value` lines at the top of an SQL file.
Revision parse_sql_header(std::string_view text, const std::filesystem::path& file);

/// True when the first section begins within `text`, so that the whole header is in it.
bool sql_header_ends_in(std::string_view text);

/// The sections `-- whimbrel: upgrade [dialect]` and `-- whimbrel: downgrade [dialect]`.
RevisionBody parse_sql_body(std::string_view text, const std::filesystem::path& file);

}  // namespace whimbrel
