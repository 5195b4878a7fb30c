// From pieces to a chain of revisions.
#include <algorithm>
#include <set>

#include "sql_files.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

using Pieces = std::span<const ImportPiece>;

constexpr size_t kDateDigits = 14;

// 20210914134624 -> 2021-09-14T13:46:24Z; nothing when it is no such date.
std::string created_by(const std::string& version) {
  if (version.size() != kDateDigits) return {};
  const auto number = [&](size_t at) { return std::stoi(version.substr(at, 2)); };
  const bool is_date = version.starts_with("19") || version.starts_with("20");
  if (!is_date || number(4) < 1 || number(4) > 12 || number(6) < 1 || number(6) > 31 ||
      number(8) > 23 || number(10) > 59 || number(12) > 59)
    return {};
  return version.substr(0, 4) + "-" + version.substr(4, 2) + "-" + version.substr(6, 2) + "T" +
         version.substr(8, 2) + ":" + version.substr(10, 2) + ":" + version.substr(12, 2) + "Z";
}

std::string id_with_title(const std::string& version, std::string_view title) {
  std::string id = version + "_";
  for (const char c : title) {
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    id += is_word || c == '.' || static_cast<unsigned char>(c) >= 0x80 ? c : '_';
  }
  return id;
}

std::string message_of(const ImportPiece& piece) {
  const std::string words(trimmed(replaced(piece.title, "_", " ")));
  return words.empty() ? piece.version : words;
}

// Where one folder has several ways up of one version, the titles tell them apart.
bool differ_by_title(Pieces pieces) {
  std::map<std::vector<std::string>, std::string> titles;
  for (const ImportPiece& each : pieces) {
    if (!each.up) continue;
    const auto [known, is_new] = titles.emplace(each.dialects, each.title);
    if (!is_new && known->second != each.title) return true;
  }
  return false;
}

void add_sql(const ImportPiece& piece, SqlSections& sections) {
  auto& texts = piece.up ? sections.upgrade : sections.downgrade;
  const std::vector<std::string> everywhere = {""};
  for (const std::string& dialect : piece.dialects.empty() ? everywhere : piece.dialects)
    if (!texts.emplace(dialect, piece.sql).second)
      throw import_error(piece.file, 0,
                         "another file has this version for the same direction and dialect")
          .with_hint(
              "rename one of the two or move it out of the folder; where each dialect has a "
              "folder, say "
              "so: 'DIALECT=DIR DIALECT=DIR'");
  if (sections.refused.empty()) sections.refused = piece.refused;
}

class Assembly {
 public:
  Assembly(ImportTool tool, ImportPieces found) : found_(std::move(found)) {
    history_.tool = tool;
    history_.left_out = std::move(found_.left_out);
    history_.warnings = std::move(found_.warnings);
  }

  ImportedHistory run() {
    std::vector<ImportPiece>& pieces = found_.pieces;
    std::stable_sort(pieces.begin(), pieces.end(), before);
    for (size_t begin = 0, end = 0; begin < pieces.size(); begin = end) {
      while (end < pieces.size() &&
             compare_versions(pieces[begin].version, pieces[end].version) == 0)
        ++end;
      add_version(Pieces(pieces).subspan(begin, end - begin));
    }
    return std::move(history_);
  }

 private:
  static bool before(const ImportPiece& a, const ImportPiece& b) {
    if (const int order = compare_versions(a.version, b.version); order != 0) return order < 0;
    return a.title < b.title;
  }

  // A version is one revision, or one for each title.
  void add_version(Pieces pieces) {
    if (!differ_by_title(pieces)) return add_revision(pieces, false);
    for (size_t begin = 0, end = 0; begin < pieces.size(); begin = end) {
      while (end < pieces.size() && pieces[begin].title == pieces[end].title) ++end;
      add_revision(pieces.subspan(begin, end - begin), true);
    }
  }

  void add_revision(Pieces pieces, bool with_title) {
    const auto up = std::find_if(pieces.begin(), pieces.end(), [](const auto& p) { return p.up; });
    if (up == pieces.end()) {
      for (const ImportPiece& each : pieces)
        history_.left_out.push_back({import_mark(each.file), "a way down without a way up"});
      return;
    }
    ImportedRevision revision;
    revision.version = up->version;
    revision.name = up->version + "_" + up->title;
    revision.header.id = with_title ? id_with_title(up->version, up->title) : up->version;
    revision.header.message = message_of(*up);
    revision.header.created = created_by(up->version);
    revision.header.file = up->file;
    for (const ImportPiece& each : pieces) add_sql(each, revision.sections);
    settle_transactional(pieces, revision);
    if (!history_.revisions.empty())
      revision.header.down_revisions = {history_.revisions.back().header.id};
    history_.revisions.push_back(std::move(revision));
  }

  void settle_transactional(Pieces pieces, ImportedRevision& revision) {
    const auto is_without = [](const ImportPiece& piece) { return !piece.transactional; };
    const auto without = std::find_if(pieces.begin(), pieces.end(), is_without);
    if (without == pieces.end()) return;
    revision.sections.transactional = false;
    if (!std::all_of(pieces.begin(), pieces.end(), is_without))
      history_.warnings.push_back(
          {import_mark(without->file),
           "a revision has a transaction or has none: revision " + revision.header.id +
               " runs without one in both directions and on every dialect, because of this file"});
  }

  ImportPieces found_;
  ImportedHistory history_;
};

}  // namespace

ImportedHistory assemble(ImportTool tool, ImportPieces found) {
  return Assembly(tool, std::move(found)).run();
}

}  // namespace whimbrel
