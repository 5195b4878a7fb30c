// Changing the header of a revision file and nothing else.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

/// The text of a revision file with other parents; every other line, comments too, stays as it is.
/// No parents make it a base. `file` tells the form by its extension. Throws Error{revision} when
/// the text has no header. Pure.
std::string with_down_revisions(std::string_view text, const std::filesystem::path& file,
                                const std::vector<std::string>& parents);

}  // namespace whimbrel
