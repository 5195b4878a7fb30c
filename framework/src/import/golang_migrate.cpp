// golang-migrate: VERSION_TITLE.up.sql and VERSION_TITLE.down.sql. Tools alike put a dialect, and
// `autocommit`, between the title and the direction.
#include <map>

#include "sql_files.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kAutocommit = "autocommit";

// The file name taken apart, or nothing when it is no migration.
std::optional<ImportPiece> named(const fs::path& file) {
  std::string name = file.filename().string();
  ImportPiece piece;
  if (name.ends_with(".up.sql"))
    name.resize(name.size() - 7);
  else if (name.ends_with(".down.sql"))
    name.resize(name.size() - 9);
  else
    return std::nullopt;
  piece.up = file.filename().string().ends_with(".up.sql");
  const size_t digits = std::min(name.find_first_not_of("0123456789"), name.size());
  if (digits == 0 || (digits < name.size() && name[digits] != '_')) return std::nullopt;
  piece.version = name.substr(0, digits);
  piece.title = digits < name.size() ? name.substr(digits + 1) : "";
  piece.file = file;
  return piece;
}

const std::vector<std::string>* find_dialects(const ImportRequest& request, std::string_view word) {
  auto known = request.dialect_words.find(std::string(word));
  if (known == request.dialect_words.end()) {
    const size_t digits = word.find_last_not_of("0123456789") + 1;
    known = request.dialect_words.find(std::string(word.substr(0, digits)));
  }
  return known == request.dialect_words.end() ? nullptr : &known->second;
}

// `title.WORD.autocommit`: takes off the words that mean something. What is left behind a dot may
// be a dialect that no plugin serves, or just a dot in the title.
std::string take_words(const ImportRequest& request, ImportPiece& piece) {
  for (size_t dot; (dot = piece.title.rfind('.')) != std::string::npos;) {
    const std::string word = piece.title.substr(dot + 1);
    const auto* dialects = find_dialects(request, word);
    if (word == kAutocommit)
      piece.transactional = false;
    else if (dialects != nullptr && piece.dialects.empty())
      piece.dialects = *dialects;
    else
      return word;
    piece.title.resize(dot);
  }
  return {};
}

struct Candidate {
  ImportPiece piece;
  std::string unknown_word;
};

void read_source(const ImportRequest& request, const ImportSource& source, ImportPieces& found) {
  std::vector<Candidate> candidates;
  std::map<std::pair<std::string, bool>, int>
      plain;  // version and direction -> files that are sure
  for (const fs::path& file : files_of(source.folder, false)) {
    std::optional<ImportPiece> piece = named(file);
    if (!piece) {
      leave_out(file, "its name is not VERSION_TITLE.up.sql or VERSION_TITLE.down.sql", found);
      continue;
    }
    std::string unknown = take_words(request, *piece);
    if (piece->dialects.empty()) piece->dialects = source.dialects;
    if (unknown.empty()) ++plain[{piece->version, piece->up}];
    candidates.push_back({std::move(*piece), std::move(unknown)});
  }
  for (Candidate& each : candidates) {
    if (!each.unknown_word.empty() && plain.contains({each.piece.version, each.piece.up})) {
      leave_out(each.piece.file, "no plugin here serves the dialect '" + each.unknown_word + "'",
                found);
      continue;
    }
    each.piece.sql = read_sql(each.piece.file);
    if (each.piece.transactional) settle_transaction(each.piece, found);
    found.pieces.push_back(std::move(each.piece));
  }
}

}  // namespace

ImportPieces read_golang_migrate(const ImportRequest& request) {
  ImportPieces found;
  for (const ImportSource& source : request.sources) read_source(request, source, found);
  return found;
}

}  // namespace whimbrel
