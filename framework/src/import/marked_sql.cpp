#include "marked_sql.h"

#include "whimbrel/core/text.h"

namespace whimbrel {
namespace fs = std::filesystem;

MarkedSql::MarkedSql(const fs::path& file, const ImportSource& source, std::string version,
                     std::string title) {
  up_.file = file;
  up_.dialects = source.dialects;
  up_.version = std::move(version);
  up_.title = std::move(title);
  down_ = up_;
  down_.up = false;
}

void MarkedSql::open(bool up, int line) {
  bool& has = up ? has_up_ : has_down_;
  if (has)
    throw import_error(up_.file, line,
                       std::string("the way ") + (up ? "up" : "down") + " begins twice");
  has = true;
  open_ = up ? &up_ : &down_;
}

void MarkedSql::add(std::string_view line, int number) {
  if (open_ != nullptr) {
    open_->sql += std::string(line) + "\n";
    return;
  }
  line = trimmed(line);
  if (!line.empty() && !line.starts_with("--"))
    throw import_error(up_.file, number, "SQL stands before the way up and the way down");
}

void MarkedSql::without_transaction() { up_.transactional = down_.transactional = false; }

void MarkedSql::finish(const std::string& missing, ImportPieces& found) {
  if (!has_up_) throw import_error(up_.file, 0, missing);
  for (ImportPiece* piece : {&up_, &down_}) {
    if (!(piece->up ? has_up_ : has_down_)) continue;
    piece->sql = std::string(trimmed(piece->sql)) + "\n";
    if (piece->transactional) settle_transaction(*piece, found);
    found.pieces.push_back(std::move(*piece));
  }
}

std::optional<NumberedName> numbered_name(const fs::path& file) {
  const std::string stem = file.stem().string();
  const size_t underscore = std::min(stem.find('_'), stem.size());
  NumberedName name{stem.substr(0, underscore),
                    underscore < stem.size() ? stem.substr(underscore + 1) : ""};
  if (file.extension() != ".sql" || !is_number(name.version)) return std::nullopt;
  return name;
}

}  // namespace whimbrel
