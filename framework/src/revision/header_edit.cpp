#include "whimbrel/revision/header_edit.h"

#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel {
namespace {

constexpr std::string_view kMarker = "-- whimbrel:";
constexpr std::string_view kKey = "down_revision:";

// One line of a header: how it begins in the file, and what YAML it holds.
struct Line {
  std::string_view prefix;
  std::string_view yaml;
  bool in_header = false;
};

Line take_apart(std::string_view raw, bool is_sql) {
  if (!is_sql) return {{}, raw, true};
  const size_t marker = raw.find(kMarker);
  if (marker == std::string_view::npos || !trimmed(raw.substr(0, marker)).empty()) return {};
  size_t content = marker + kMarker.size();
  if (content < raw.size() && raw[content] == ' ') ++content;
  return {raw.substr(0, content), raw.substr(content), true};
}

bool ends_header(const Line& line, bool is_sql, bool has_content) {
  if (is_sql)
    return line.in_header &&
           (line.yaml.starts_with("upgrade") || line.yaml.starts_with("downgrade"));
  return has_content && (line.yaml == "---" || line.yaml.starts_with("--- "));
}

// A value that goes on in the next line is indented there, or a list.
bool goes_on(std::string_view yaml) {
  return yaml.starts_with(' ') || yaml.starts_with('-') || yaml.starts_with(']');
}

std::string entry(const std::vector<std::string>& parents) {
  Node map = Node::map();
  if (parents.size() == 1) {
    map.add("down_revision", Node::text(parents.front()));
  } else {
    Node& list = map.add("down_revision", Node::sequence());
    list.style = Node::Style::flow;
    for (const std::string& each : parents) list.items.push_back(Node::text(each));
  }
  return std::string(trimmed(to_yaml(map)));
}

}  // namespace

std::string with_down_revisions(std::string_view text, const std::filesystem::path& file,
                                const std::vector<std::string>& parents) {
  const bool is_sql = file.extension() == ".sql";
  std::vector<std::string> lines;
  bool in_header = true;
  bool has_content = false;
  bool skipping = false;
  bool found_id = false;
  for (const std::string_view raw : split(text, '\n')) {
    const Line line = take_apart(raw.ends_with('\r') ? raw.substr(0, raw.size() - 1) : raw, is_sql);
    in_header = in_header && !ends_header(line, is_sql, has_content);
    const bool of_header = in_header && line.in_header;
    skipping = of_header && (line.yaml.starts_with(kKey) || (skipping && goes_on(line.yaml)));
    if (skipping) continue;
    lines.emplace_back(raw);
    if (!of_header) continue;
    const std::string_view content = trimmed(line.yaml);
    has_content = has_content || (!content.empty() && content.front() != '#' && content != "---");
    if (found_id || !line.yaml.starts_with("revision:")) continue;
    found_id = true;
    if (!parents.empty()) lines.push_back(std::string(line.prefix) + entry(parents));
  }
  if (found_id) return join(lines, "\n");
  throw Error(ErrorCode::revision, "this is no revision file: it has no line 'revision: ...'")
      .at(file.string());
}

}  // namespace whimbrel
