// Files as whole texts.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace whimbrel {

/// The bytes of a file. Throws Error{io} that names it.
std::string read_file(const std::filesystem::path& path);

/// Writes a file that did not exist, all of it or nothing (a temporary file beside it, then a
/// link). Throws Error{io} when it exists or cannot be written; its folder is made when missing.
void write_new_file(const std::filesystem::path& path, std::string_view text);

/// Writes or replaces a file, all of it or nothing: a reader sees the old or the new text.
void write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace whimbrel
