// Flyway: V1.2__Title.sql, U1.2__Title.sql, and a .conf beside a script.
#include <algorithm>
#include <optional>

#include "sql_files.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace fs = std::filesystem;
namespace {

// `V1_2__Title.sql`: the version with dots, whichever way it is written. Nothing for other names.
std::optional<ImportPiece> named(const fs::path& file) {
  const std::string name = file.stem().string();
  const size_t gap = name.find("__");
  if (file.extension() != ".sql" || name.empty() || (name[0] != 'V' && name[0] != 'U'))
    return std::nullopt;
  ImportPiece piece;
  piece.up = name[0] == 'V';
  piece.file = file;
  piece.version = replaced(name.substr(1, std::min(gap, name.size()) - 1), "_", ".");
  const std::vector<std::string_view> numbers = split(piece.version, '.');
  if (!std::all_of(numbers.begin(), numbers.end(), is_number)) return std::nullopt;
  piece.title = gap == std::string::npos ? "" : name.substr(gap + 2);
  return piece;
}

std::string why_left_out(const fs::path& file) {
  const std::string name = file.filename().string();
  if (file.extension() != ".sql") return "only SQL can be imported, not a program";
  if (name.starts_with("R__"))
    return "a repeatable migration; Whimbrel runs each revision once, so write what it does now "
           "into a revision";
  if (name.starts_with("B")) return "a baseline migration; the versions behind it are imported";
  if (name.starts_with("before") || name.starts_with("after"))
    return "a callback; Whimbrel has none";
  return "its name is not V1__Title.sql or U1__Title.sql";
}

struct ScriptSettings {
  bool transactional = true;
  bool placeholders = true;
};

// `V1__Title.sql.conf` beside the script.
ScriptSettings read_settings(const fs::path& script, ImportPieces& found) {
  ScriptSettings settings;
  fs::path file = script;
  file += ".conf";
  if (!fs::exists(file)) return settings;
  const std::string text = read_sql(file);
  int number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    line = trimmed(line);
    if (line.empty() || line.front() == '#') continue;
    const size_t equals = std::min(line.find('='), line.size());
    const std::string key(trimmed(line.substr(0, equals)));
    const bool off = equals < line.size() && lower(trimmed(line.substr(equals + 1))) == "false";
    if (key == "executeInTransaction")
      settings.transactional = !off;
    else if (key == "placeholderReplacement")
      settings.placeholders = !off;
    else
      found.warnings.push_back(
          {import_mark(file, number), "the setting '" + key + "' has no effect in Whimbrel"});
  }
  return settings;
}

// The first `${name}` of a text with its line.
struct Placeholder {
  std::string name;
  int line = 0;
};
std::optional<Placeholder> first_placeholder(std::string_view text) {
  int number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    const size_t begin = line.find("${");
    if (begin == std::string_view::npos) continue;
    const size_t end = line.find('}', begin);
    if (end != std::string_view::npos)
      return Placeholder{std::string(line.substr(begin, end - begin + 1)), number};
  }
  return std::nullopt;
}

void take(ImportPiece piece, const ImportSource& source, ImportPieces& found) {
  piece.dialects = source.dialects;
  piece.sql = read_sql(piece.file);
  const ScriptSettings settings = read_settings(piece.file, found);
  piece.transactional = settings.transactional;
  const auto placeholder = first_placeholder(piece.sql);
  if (settings.placeholders && placeholder) {
    piece.refused = "line " + std::to_string(placeholder->line) + " of " +
                    piece.file.filename().string() + " has the placeholder " + placeholder->name +
                    ", whose value Flyway puts in";
    found.warnings.push_back({import_mark(piece.file, placeholder->line),
                              "the placeholder " + placeholder->name +
                                  " has no value here: the revision refuses to run until its text "
                                  "is written out"});
  }
  if (piece.transactional) settle_transaction(piece, found);
  found.pieces.push_back(std::move(piece));
}

}  // namespace

ImportPieces read_flyway(const ImportRequest& request) {
  ImportPieces found;
  for (const ImportSource& source : request.sources)
    for (const fs::path& file : files_of(source.folder, true)) {
      if (std::optional<ImportPiece> piece = named(file))
        take(std::move(*piece), source, found);
      else
        leave_out(file, why_left_out(file), found);
    }
  return found;
}

}  // namespace whimbrel
