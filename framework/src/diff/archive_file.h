// Archives between runs: files in the user's cache folder.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace whimbrel {

/// The bytes that write_archive_file put under the same layout and key. Nothing when the file is
/// missing, damaged, or was written by another build of this library. Never throws.
std::optional<std::string> read_archive_file(const std::filesystem::path& file,
                                             std::string_view layout,
                                             std::string_view key) noexcept;

/// Replaces the file. Does nothing where it cannot be written. Never throws.
void write_archive_file(const std::filesystem::path& file, std::string_view layout,
                        std::string_view key, std::string_view bytes) noexcept;

}  // namespace whimbrel
