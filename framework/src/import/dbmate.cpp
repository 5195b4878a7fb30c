// dbmate: VERSION_TITLE.sql with `-- migrate:up` and `-- migrate:down`.
#include "marked_sql.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kMark = "migrate:";

// What stands behind `-- migrate:`, or nothing.
std::optional<std::string_view> directive(std::string_view line) {
  line = trimmed(line);
  if (!line.starts_with("--")) return std::nullopt;
  line = trimmed(line.substr(2));
  if (!line.starts_with(kMark)) return std::nullopt;
  return line.substr(kMark.size());
}

void read_directive(std::string_view words, const fs::path& path, int line, MarkedSql& file) {
  const std::vector<std::string_view> parts = split(words, ' ');
  const std::string direction(parts.front());
  if (direction != "up" && direction != "down")
    throw import_error(path, line, "'migrate:" + direction + "' is neither up nor down");
  file.open(direction == "up", line);
  for (size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].empty() || parts[i] == "transaction:true") continue;
    if (parts[i] != "transaction:false")
      throw import_error(path, line, "the option '" + std::string(parts[i]) + "' is not understood")
          .with_hint("dbmate's options are transaction:true and transaction:false");
    file.piece().transactional = false;
  }
}

void read_file_of(const fs::path& path, const ImportSource& source, ImportPieces& found) {
  auto name = numbered_name(path);
  if (!name) return leave_out(path, "its name is not VERSION_TITLE.sql", found);
  MarkedSql file(path, source, std::move(name->version), std::move(name->title));
  const std::string text = read_sql(path);
  int number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (const auto words = directive(line))
      read_directive(*words, path, number, file);
    else
      file.add(line, number);
  }
  file.finish("there is no '-- migrate:up' in this file", found);
}

}  // namespace

ImportPieces read_dbmate(const ImportRequest& request) {
  ImportPieces found;
  for (const ImportSource& source : request.sources)
    for (const fs::path& path : files_of(source.folder, false)) read_file_of(path, source, found);
  return found;
}

}  // namespace whimbrel
