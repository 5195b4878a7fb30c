#include <algorithm>

#include "diagram.h"

namespace whimbrel::cli {
namespace {

// The lexer of DOT takes a backslash and what follows together, so one of them stands as two.
std::string quoted_id(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

// Text of a label in HTML's manner; control characters have no form there.
std::string html(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else
      result += byte < 0x20 || byte == 0x7f ? ' ' : c;
  }
  // An empty element of the font would be refused.
  return result.empty() ? " " : result;
}

// A column's place in its table: its name may hold what a port may not.
std::string port(const Table& table, const Identifier& column) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const Column& each) { return each.name == column; });
  return "c" + std::to_string(found - table.columns.begin());
}

std::string marks(const KeyRoles& roles) {
  std::string text;
  for (const auto& [has, mark] : {std::pair(roles.primary, "PK"), std::pair(roles.foreign, "FK"),
                                  std::pair(roles.unique, "UK")})
    if (has) text += (text.empty() ? "" : ", ") + std::string(mark);
  return text.empty() ? " " : text;
}

void add_table(const Table& table, std::string& text) {
  text += "  " + quoted_id(table.name.text()) +
          " [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"4\">\n"
          "    <tr><td colspan=\"3\" bgcolor=\"#e8e8e8\"><b>" +
          html(table.name.text()) + "</b></td></tr>\n";
  for (const Column& column : table.columns) {
    const std::string name = html(column.name.text());
    text += "    <tr><td>" + marks(key_roles(table, column.name)) + "</td><td align=\"left\">" +
            name + "</td><td align=\"left\" port=\"" + port(table, column.name) + "\">" +
            html(column.type.text + (column.nullable ? "" : " not null")) + "</td></tr>\n";
  }
  text += "  </table>>];\n";
}

// A table that is not printed is a node of its own without columns.
std::string end_of(const Table& table, const Identifier& column) {
  return quoted_id(table.name.text()) + ":" + port(table, column);
}

void add_relation(const Schema& schema, const Table& table, const ForeignKey& key,
                  std::string& text) {
  const Cardinality rows = cardinality(table, key);
  const Table* parent = schema.table(key.referred_table);
  const bool knows_column = parent != nullptr && !key.referred_columns.empty() &&
                            parent->column(key.referred_columns.front()) != nullptr;
  text += "  " + end_of(table, key.columns.front()) + " -> " +
          (knows_column ? end_of(*parent, key.referred_columns.front())
                        : quoted_id(key.referred_table.text()));
  text += std::string(" [dir=both, arrowtail=") + (rows.single_child ? "teeodot" : "crowodot") +
          ", arrowhead=" + (rows.optional_parent ? "teeodot" : "teetee");
  if (key.columns.size() > 1)
    text += ", label=<" +
            html("(" + listed(key.columns) + ") = (" + listed(key.referred_columns) + ")") + ">";
  text += "];\n";
}

}  // namespace

std::string dot_diagram(const Schema& schema) {
  std::string text =
      "digraph schema {\n"
      "  graph [rankdir=LR];\n"
      "  node [shape=plain, fontname=\"sans-serif\"];\n"
      "  edge [fontname=\"sans-serif\"];\n";
  for (const auto& [name, table] : schema.tables) add_table(table, text);
  for (const auto& [name, table] : schema.tables)
    for (const ForeignKey& key : table.foreign_keys) add_relation(schema, table, key, text);
  return text + "}\n";
}

}  // namespace whimbrel::cli
