// Files as whole texts.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace whimbrel {

/// The bytes of a file. Throws Error{io} that names it.
std::string read_file(const std::filesystem::path& path);

/// Writes a file that did not exist, all of it or nothing (a temporary file beside it, then a
/// link). Throws Error{io} when it exists or cannot be written; its folder is made when missing.
void write_new_file(const std::filesystem::path& path, std::string_view text);

/// Writes several files that did not exist, all of them or none. Throws as write_new_file.
void write_new_files(std::span<const std::pair<std::filesystem::path, std::string>> files);

/// Writes or replaces a file, all of it or nothing: a reader sees the old or the new text.
void write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace whimbrel
