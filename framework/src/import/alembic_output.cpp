// Taking the output of Alembic's offline mode apart.
#include <array>

#include "alembic_sql.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

constexpr std::array<std::string_view, 2> kMarks = {"-- Running upgrade ", "-- Running downgrade "};
constexpr std::string_view kArrow = " -> ";

// The revision that a mark is about: the newer one of the two. Empty for any other line.
std::string marked_revision(std::string_view line) {
  for (const std::string_view mark : kMarks) {
    const size_t arrow = line.find(kArrow);
    if (!line.starts_with(mark) || arrow == std::string_view::npos) continue;
    if (mark == kMarks[1])
      return std::string(trimmed(line.substr(mark.size(), arrow - mark.size())));
    return std::string(trimmed(line.substr(arrow + kArrow.size())));
  }
  return {};
}

// A change of the version table, which Alembic writes as one line behind each migration.
bool is_bookkeeping(std::string_view line, std::string_view version_table) {
  constexpr std::array<std::string_view, 4> kVerbs = {"INSERT INTO ", "UPDATE ", "DELETE FROM ",
                                                      "DROP TABLE "};
  std::string plain;
  for (const char c : line)
    if (c != '"' && c != '`' && c != '[' && c != ']') plain += c;
  for (const std::string_view verb : kVerbs) {
    if (!plain.starts_with(verb)) continue;
    const std::string_view rest = std::string_view(plain).substr(verb.size());
    const size_t end = std::min(rest.find_first_of(" ;"), rest.size());
    const std::string_view name = rest.substr(0, end);
    if (name == version_table) return true;
    if (name.ends_with(version_table) && name[name.size() - version_table.size() - 1] == '.')
      return true;
  }
  return false;
}

}  // namespace

std::vector<OfflineSection> offline_sections(std::string_view out) {
  std::vector<OfflineSection> sections;
  for (std::string_view line : split(out, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (std::string revision = marked_revision(line); !revision.empty())
      sections.push_back({std::move(revision), ""});
    else if (!sections.empty())
      sections.back().sql += std::string(line) + "\n";
  }
  return sections;
}

OfflineSql without_bookkeeping(std::string_view sql, std::string_view version_table) {
  OfflineSql result;
  bool ended = false;
  for (const std::string_view line : split(sql, '\n')) {
    const std::string_view words = trimmed(line);
    // Alembic's own stand at the beginning of a line, those of a body usually do not.
    if (line == "COMMIT;" || line == "BEGIN;" || line == "BEGIN TRANSACTION;") {
      ended = true;
      continue;
    }
    if (is_bookkeeping(line, version_table)) continue;
    // Statements behind the end of the transaction: it was ended on purpose.
    if (ended && !words.empty()) result.transactional = false;
    result.sql += std::string(line) + "\n";
  }
  result.sql = trimmed(result.sql);
  if (!result.sql.empty()) result.sql += "\n";
  return result;
}

}  // namespace whimbrel
