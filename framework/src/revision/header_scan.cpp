#include "header_scan.h"

#include <algorithm>
#include <set>

#include "whimbrel/core/node_reader.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

// Characters that mean nothing to YAML inside of a plain scalar, wherever they stand.
bool is_plain(std::string_view text) {
  const auto is_safe = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == ' ' || c == '/' || c == '(' || c == ')';
  };
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
  const char first = text.front();
  if (!((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
        (first >= '0' && first <= '9')))
    return false;
  if (text == "null" || text == "Null" || text == "NULL") return false;
  for (size_t i = 1; i < text.size(); ++i) {
    if (is_safe(text[i])) continue;
    // A hyphen or a colon between two other characters, as in a date.
    const bool inside = (text[i] == '-' || text[i] == ':') && i + 1 < text.size() &&
                        text[i + 1] != ' ' && text[i - 1] != ' ';
    if (!inside) return false;
  }
  return true;
}

std::optional<std::vector<std::string>> plain_list(std::string_view text) {
  std::vector<std::string> values;
  if (text.empty() || text.front() != '[') {
    if (!is_plain(text)) return std::nullopt;
    values.emplace_back(text);
    return values;
  }
  if (text.back() != ']') return std::nullopt;
  for (std::string_view part : split(text.substr(1, text.size() - 2), ',')) {
    part = trimmed(part);
    if (!is_plain(part)) return std::nullopt;
    values.emplace_back(part);
  }
  return values;
}

bool take(std::string_view key, std::string_view value, Revision& revision) {
  std::vector<std::string>* list = key == "down_revision"   ? &revision.down_revisions
                                   : key == "depends_on"    ? &revision.depends_on
                                   : key == "branch_labels" ? &revision.branch_labels
                                                            : nullptr;
  if (list != nullptr) {
    auto values = plain_list(value);
    if (values) *list = std::move(*values);
    return values.has_value();
  }
  std::string* text = key == "revision"  ? &revision.id
                      : key == "message" ? &revision.message
                      : key == "created" ? &revision.created
                                         : nullptr;
  if (text == nullptr || !is_plain(value)) return false;
  *text = value;
  return true;
}

}  // namespace

std::optional<Revision> scan_plain_header(std::string_view header) {
  Revision revision;
  std::set<std::string_view> seen;
  for (std::string_view line : split(header, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const size_t colon = line.find(": ");
    if (colon == std::string_view::npos || line.front() == ' ') return std::nullopt;
    const std::string_view key = line.substr(0, colon);
    if (!seen.insert(key).second || !take(key, trimmed(line.substr(colon + 2)), revision))
      return std::nullopt;
  }
  if (revision.id.empty()) return std::nullopt;
  return revision;
}

Revision read_header(const Node& document) {
  MapReader reader(document, "the header");
  Revision revision;
  revision.id = reader.required_text("revision");
  revision.down_revisions = reader.texts("down_revision");
  revision.depends_on = reader.texts("depends_on");
  revision.branch_labels = reader.texts("branch_labels");
  revision.message = reader.text("message").value_or("");
  revision.created = reader.text("created").value_or("");
  reader.finish();
  return revision;
}

}  // namespace whimbrel
