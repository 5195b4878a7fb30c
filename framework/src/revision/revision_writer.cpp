// New revision files.
#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel {
namespace {

constexpr size_t kLongestSlug = 40;

Node ids(const std::vector<std::string>& values) {
  if (values.size() == 1) return Node::text(values.front());
  Node list = Node::sequence();
  for (const std::string& value : values) list.items.push_back(Node::text(value));
  return list;
}

Node header_node(const Revision& header) {
  Node map = Node::map();
  map.add("revision", Node::text(header.id));
  if (!header.down_revisions.empty()) map.add("down_revision", ids(header.down_revisions));
  if (!header.depends_on.empty()) map.add("depends_on", ids(header.depends_on));
  if (!header.branch_labels.empty()) map.add("branch_labels", ids(header.branch_labels));
  map.add("message", Node::text(header.message));
  // A plain scalar: it is read as text whatever it looks like.
  if (!header.created.empty()) map.add("created", Node::plain(header.created));
  return map;
}

Node operation_list(std::span<const Operation> operations) {
  Node list = Node::sequence();
  if (!operations.empty()) list.style = Node::Style::block;
  for (const Operation& operation : operations) list.items.push_back(operation_node(operation));
  return list;
}

void add_section(std::string_view direction, const std::string& dialect, std::string_view sql,
                 const Revision& header, std::string& text) {
  for (std::string_view line : split(sql, '\n'))
    if (trimmed(line).starts_with("-- whimbrel:"))
      throw Error(ErrorCode::revision, "a line of this SQL reads as a directive of Whimbrel: " +
                                           std::string(trimmed(line)))
          .at(header.file.string())
          .with_hint("reword that comment");
  text += "\n-- whimbrel: " + std::string(direction);
  text += (dialect.empty() ? "" : " " + dialect) + "\n" + std::string(sql);
  if (!sql.empty() && sql.back() != '\n') text += '\n';
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::string revision_text(const Revision& header, std::span<const Operation> upgrade,
                          const std::optional<std::vector<Operation>>& downgrade) {
  Node body = Node::map();
  body.add("upgrade", operation_list(upgrade));
  body.add("downgrade", downgrade ? operation_list(*downgrade) : Node::text("auto"));
  return to_yaml(header_node(header)) + "---\n" + to_yaml(body);
}

std::string sql_revision_text(const Revision& header, const SqlSections& sections) {
  std::string text;
  const std::string yaml = to_yaml(header_node(header));
  for (std::string_view line : split(trimmed(yaml), '\n'))
    text += "-- whimbrel: " + std::string(line) + "\n";
  if (!sections.transactional) text += "-- whimbrel: transactional: false\n";
  if (!sections.refused.empty()) text += "-- whimbrel: refused: " + sections.refused + "\n";
  for (const auto& [dialect, sql] : sections.upgrade)
    add_section("upgrade", dialect, sql, header, text);
  for (const auto& [dialect, sql] : sections.downgrade)
    add_section("downgrade", dialect, sql, header, text);
  return text;
}

std::string sql_revision_text(const Revision& header) {
  SqlSections sections;
  sections.upgrade[""] = sections.downgrade[""] = "";
  return sql_revision_text(header, sections);
}

std::string revision_file_name(const Revision& header, std::string_view extension) {
  std::string slug;
  for (const char c : lower(header.message)) {
    if (is_word(c))
      slug += c;
    else if (!slug.empty() && slug.back() != '_')
      slug += '_';
  }
  while (!slug.empty() && slug.back() == '_') slug.pop_back();
  if (slug.size() > kLongestSlug) {
    const size_t cut = slug.rfind('_', kLongestSlug);
    size_t keep = cut == std::string::npos || cut == 0 ? kLongestSlug : cut;
    while (keep > 0 && (static_cast<unsigned char>(slug[keep]) & 0xc0) == 0x80) --keep;
    slug.resize(keep);
  }
  return header.id + (slug.empty() ? "" : "_" + slug) + "." + std::string(extension);
}

}  // namespace whimbrel
