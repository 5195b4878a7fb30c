#include "whimbrel/core/file.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"

namespace whimbrel {
namespace fs = std::filesystem;
namespace {

Error failure(const std::string& doing, const fs::path& path, const std::string& reason) {
  Error error(ErrorCode::io, "cannot " + doing + " the file: " + reason);
  error.at(path.string());
  return error;
}

Error write_failure(const fs::path& path, int number) {
  Error error = failure("write", path, std::generic_category().message(number));
  switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return error.with_hint("make room there and run the command again; no part of it was left");
    case EACCES:
    case EPERM:
    case EROFS:
      return error.with_hint("check who may write to the folder");
    default:
      return error;
  }
}

// Bytes on disk under a name nobody else uses, in the same folder so that rename is atomic.
fs::path write_beside(const fs::path& path, std::string_view text) {
  if (!path.parent_path().empty()) {
    std::error_code problem;
    fs::create_directories(path.parent_path(), problem);
    if (problem) throw write_failure(path, problem.value());
  }
  fs::path temporary = path;
  temporary += ".new-" + random_hex(8);
  std::ofstream out(temporary, std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out) {
    const int reason = errno;
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw write_failure(path, reason);
  }
  return temporary;
}

// link(2) fails when the name is taken, which rename(2) would silently replace.
void give_name(const fs::path& temporary, const fs::path& path) {
  const int linked = ::link(temporary.c_str(), path.c_str());
  const int reason = errno;
  ::unlink(temporary.c_str());
  if (linked == 0) return;
  throw reason == EEXIST ? failure("write", path, "it exists already")
                         : write_failure(path, reason);
}

}  // namespace

std::string read_file(const fs::path& path) {
  std::error_code problem;
  if (fs::is_directory(path, problem)) throw failure("read", path, "it is a folder");
  std::ifstream in(path, std::ios::binary);
  if (!in) throw failure("read", path, std::strerror(errno));
  std::ostringstream text;
  text << in.rdbuf();
  if (in.bad()) throw failure("read", path, std::strerror(errno));
  return std::move(text).str();
}

void write_new_file(const fs::path& path, std::string_view text) {
  give_name(write_beside(path, text), path);
}

void write_new_files(std::span<const std::pair<fs::path, std::string>> files) {
  std::vector<fs::path> temporaries;
  size_t named = 0;
  try {
    for (const auto& [path, text] : files) temporaries.push_back(write_beside(path, text));
    for (; named < files.size(); ++named) give_name(temporaries[named], files[named].first);
  } catch (...) {
    for (const fs::path& each : temporaries) ::unlink(each.c_str());
    for (size_t i = 0; i < named; ++i) ::unlink(files[i].first.c_str());
    throw;
  }
}

void write_file(const fs::path& path, std::string_view text) {
  const fs::path temporary = write_beside(path, text);
  std::error_code problem;
  fs::rename(temporary, path, problem);
  if (!problem) return;
  std::error_code ignored;
  fs::remove(temporary, ignored);
  throw write_failure(path, problem.value());
}

}  // namespace whimbrel
