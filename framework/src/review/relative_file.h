// Files as reports name them.
#pragma once

#include <filesystem>
#include <string>

#include "whimbrel/core/node.h"

namespace whimbrel {

/// The file of a mark relative to `root`, with slashes; as it is when it lies elsewhere. Pure.
std::string relative_file(const Mark& mark, const std::filesystem::path& root);

/// A path as the path of a URI (RFC 3986). Pure.
std::string percent_encoded(const std::string& path);

}  // namespace whimbrel
