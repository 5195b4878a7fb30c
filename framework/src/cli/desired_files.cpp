#include "desired_files.h"

#include <cstdlib>

#include "whimbrel/core/checksum.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/file.h"

namespace whimbrel::cli {
namespace fs = std::filesystem;

fs::path cache_file(Workspace& workspace, std::string_view what) {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  fs::path root = variable("WHIMBREL_CACHE_DIR");
  if (root.empty() && !variable("XDG_CACHE_HOME").empty())
    root = fs::path(variable("XDG_CACHE_HOME")) / "whimbrel";
  if (root.empty() && !variable("HOME").empty())
    root = fs::path(variable("HOME")) / ".cache" / "whimbrel";
  if (root.empty()) return {};
  const std::string project = fs::absolute(workspace.config().folder).lexically_normal().string();
  return root / (checksum(project) + "-" + std::string(what));
}

std::string desired_text(const fs::path& file) {
  try {
    return read_file(file);
  } catch (Error& error) {
    error.with_hint(
        "the key 'schema' of the configuration says where the desired schema is; "
        "'whimbrel inspect' prints that of the database");
    throw;
  }
}

DesiredFiles::DesiredFiles(Workspace& workspace, const std::vector<fs::path>& files) {
  std::string names;
  for (const fs::path& file : files) {
    texts_.push_back({file.string(), desired_text(file)});
    names += fs::absolute(file).lexically_normal().string() + "\n";
  }
  memory_ = cache_file(workspace, checksum(names) + ".desired");
}

}  // namespace whimbrel::cli
