// New revision files.
#include <optional>

#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/revision/revision_file.h"

namespace whimbrel {
namespace {

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

std::string sql_header(const Revision& header) {
  std::string text;
  const std::string yaml = to_yaml(header_node(header));
  for (std::string_view line : split(trimmed(yaml), '\n'))
    text += "-- whimbrel: " + std::string(line) + "\n";
  return text;
}

using WayBack = std::optional<std::vector<LocatedOperation>>;

std::string kept_sql(const Revision& header, const WayBack& back, bool transactional) {
  std::string text = sql_header(header);
  if (!transactional) text += "-- whimbrel: transactional: false\n";
  text += "-- whimbrel: upgrade\n";
  if (!back) return text;
  text += "-- whimbrel: downgrade\n";
  for (const LocatedOperation& each : *back)
    text += std::string(trimmed(std::get<Execute>(each.operation).sql.text)) + "\n";
  return text;
}

std::string kept_operations(const Revision& header, const WayBack& back, bool transactional) {
  Node body = Node::map();
  body.add("upgrade", operation_list({}));
  if (back) {
    std::vector<Operation> operations;
    for (const LocatedOperation& each : *back) operations.push_back(each.operation);
    body.add("downgrade", operation_list(operations));
  }
  if (!transactional) body.add("transactional", Node::boolean(false));
  return to_yaml(header_node(header)) + "---\n" + to_yaml(body);
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

}  // namespace

std::string revision_text(const Revision& header, std::span<const Operation> upgrade,
                          const std::optional<std::vector<Operation>>& downgrade) {
  Node body = Node::map();
  body.add("upgrade", operation_list(upgrade));
  body.add("downgrade", downgrade ? operation_list(*downgrade) : Node::text("auto"));
  return to_yaml(header_node(header)) + "---\n" + to_yaml(body);
}

std::string sql_revision_text(const Revision& header, const SqlSections& sections) {
  std::string text = sql_header(header);
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

std::string way_back_text(const Revision& header, const RevisionBody& body,
                          const std::optional<std::vector<LocatedOperation>>& back,
                          std::size_t longest) {
  const bool transactional = body.transactional.value_or(true);
  std::string text = body.is_sql ? kept_sql(header, back, transactional)
                                 : kept_operations(header, back, transactional);
  if (text.size() > longest && back)
    text = body.is_sql ? kept_sql(header, std::nullopt, transactional)
                       : kept_operations(header, std::nullopt, transactional);
  return text;
}

}  // namespace whimbrel
