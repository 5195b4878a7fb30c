#include "sql_revision.h"

#include <memory>
#include <set>

#include "header_scan.h"
#include "whimbrel/core/checksum.h"
#include "whimbrel/core/node_reader.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel {
namespace {

constexpr std::string_view kMarker = "-- whimbrel:";
constexpr std::string_view kRefused = "refused:";

// What stands behind the marker, or nothing.
std::optional<std::string_view> directive(std::string_view line) {
  line = trimmed(line);
  if (!line.starts_with(kMarker)) return std::nullopt;
  return trimmed(line.substr(kMarker.size()));
}

bool opens_section(std::string_view words) {
  const std::string_view first = words.substr(0, words.find(' '));
  return first == "upgrade" || first == "downgrade";
}

bool says_of_the_body(std::string_view words) {
  return words.starts_with("transactional:") || words.starts_with(kRefused);
}

struct Section {
  bool up = true;
  std::string dialect;  // empty: for every dialect without a section of its own
  std::string text;
  int first_line = 1;
};

Mark place(const std::filesystem::path& file, int line) {
  return {std::make_shared<const std::string>(file.string()), line, 1};
}

Section open_section(std::string_view words, const std::filesystem::path& file, int line) {
  Section section;
  section.up = words.starts_with("upgrade");
  section.first_line = line + 1;
  const size_t space = words.find(' ');
  if (space != std::string_view::npos) section.dialect = trimmed(words.substr(space));
  if (section.dialect.find(' ') != std::string::npos)
    throw error_at(place(file, line), "a section is for one dialect: '-- whimbrel: upgrade NAME'");
  return section;
}

std::vector<Section> sections_of(std::string_view text, const std::filesystem::path& file,
                                 RevisionBody& body) {
  std::vector<Section> sections;
  std::set<std::pair<bool, std::string>> seen;
  int line_number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++line_number;
    const auto words = directive(line);
    if (words && opens_section(*words)) {
      sections.push_back(open_section(*words, file, line_number));
      if (!seen.emplace(sections.back().up, sections.back().dialect).second)
        throw error_at(place(file, line_number), "this section stands twice");
    } else if (words && words->starts_with("transactional:")) {
      body.transactional = !words->ends_with("false");
    } else if (words && words->starts_with(kRefused)) {
      body.refused = trimmed(words->substr(kRefused.size()));
      if (body.refused.empty())
        throw error_at(place(file, line_number),
                       "'refused' says why: '-- whimbrel: refused: TEXT'");
    } else if (!sections.empty()) {
      sections.back().text += std::string(line) + "\n";
    }
  }
  return sections;
}

// One Execute with a text for each dialect that has a section.
std::optional<WrittenOperation> written(const std::vector<Section>& sections, bool up,
                                        const std::filesystem::path& file) {
  Execute execute;
  std::optional<WrittenOperation> result;
  for (const Section& section : sections) {
    if (section.up != up) continue;
    if (!result) result.emplace().mark = place(file, section.first_line);
    // Empty lines in front keep the lines of the text those of the file.
    std::string text =
        std::string(static_cast<size_t>(section.first_line - 1), '\n') + section.text;
    if (section.dialect.empty())
      execute.sql.text = std::move(text);
    else
      execute.sql.overrides[section.dialect] = std::move(text);
  }
  if (result) result->operations.emplace_back(std::move(execute));
  return result;
}

}  // namespace

bool sql_header_ends_in(std::string_view text) {
  const size_t last = text.rfind('\n');
  if (last == std::string_view::npos) return false;
  for (std::string_view line : split(text.substr(0, last), '\n'))
    if (const auto words = directive(line); words && opens_section(*words)) return true;
  return false;
}

Revision parse_sql_header(std::string_view text, const std::filesystem::path& file) {
  std::string header;
  for (std::string_view line : split(text, '\n')) {
    const auto words = directive(line);
    if (words && opens_section(*words)) break;
    if (words && !says_of_the_body(*words)) header += *words;
    header += "\n";  // lines keep their numbers
  }
  const Node document = parse_yaml(header, file.string());
  if (!document.is_map() || document.find("revision") == nullptr) {
    Error error(ErrorCode::revision, "this is no SQL migration: it has no header");
    error.at(file.string());
    error.with_hint(
        "its first lines are '-- whimbrel: revision: <id>' and so on, then sections "
        "begin with '-- whimbrel: upgrade' and '-- whimbrel: downgrade'");
    throw error;
  }
  return read_header(document);
}

RevisionBody parse_sql_body(std::string_view text, const std::filesystem::path& file) {
  RevisionBody body;
  body.is_sql = true;
  const std::vector<Section> sections = sections_of(text, file, body);
  if (auto up = written(sections, true, file))
    body.upgrade.push_back(std::move(*up));
  else if (body.refused.empty())
    throw error_at(place(file, 1), "this SQL migration has no section '-- whimbrel: upgrade'");
  if (auto down = written(sections, false, file))
    body.downgrade = std::vector<WrittenOperation>{std::move(*down)};
  std::string content;
  for (const Section& section : sections)
    content += (section.up ? "up " : "down ") + section.dialect + "\n" + section.text;
  body.checksum = checksum(content);
  return body;
}

}  // namespace whimbrel
