#include "archive_file.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <functional>

#include "whimbrel/core/checksum.h"
#include "whimbrel/core/file.h"

namespace whimbrel {
namespace fs = std::filesystem;
namespace {

// The version, and for builds between two versions the size and age of the library: what reads and
// writes may have changed with it.
std::string build_of_this_library() {
  std::string build = WHIMBREL_VERSION;
  Dl_info found{};
  if (dladdr(reinterpret_cast<const void*>(&build_of_this_library), &found) == 0) return build;
  std::error_code problem;
  const auto size = fs::file_size(found.dli_fname, problem);
  const auto time = fs::last_write_time(found.dli_fname, problem);
  return build + "\n" + std::to_string(size) + "\n" +
         std::to_string(time.time_since_epoch().count());
}

// What the file begins with; the digits behind the seal tell damage.
std::string head(std::string_view layout, std::string_view key, std::string_view bytes) {
  const std::string seal =
      build_of_this_library() + "\n" + std::string(layout) + "\n" + std::string(key);
  return "whimbrel " + checksum(seal) +
         fmt::format(" {:016x}\n", std::hash<std::string_view>()(bytes));
}

// "whimbrel ", 32 digits, a space, 16 digits and the end of the line.
constexpr std::size_t kHeadSize = 59;

}  // namespace

std::optional<std::string> read_archive_file(const fs::path& file, std::string_view layout,
                                             std::string_view key) noexcept {
  try {
    if (file.empty() || !fs::exists(file)) return std::nullopt;
    std::string text = read_file(file);
    if (text.size() < kHeadSize) return std::nullopt;
    const std::string_view bytes = std::string_view(text).substr(kHeadSize);
    if (!text.starts_with(head(layout, key, bytes))) return std::nullopt;
    text.erase(0, kHeadSize);
    return text;
  } catch (...) {
    return std::nullopt;  // absent: it is only a cache
  }
}

void write_archive_file(const fs::path& file, std::string_view layout, std::string_view key,
                        std::string_view bytes) noexcept {
  try {
    if (!file.empty()) write_file(file, head(layout, key, bytes) + std::string(bytes));
  } catch (...) {
    // A cache that cannot be kept costs time, not correctness.
  }
}

}  // namespace whimbrel
