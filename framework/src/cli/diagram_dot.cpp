#include <algorithm>

#include "diagram.h"

namespace whimbrel::cli {
namespace {

constexpr char kLeft = 'l';
constexpr char kRight = 'r';

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

// A column by its place in the table: its name may hold what a port may not. References leave a
// table at its right side and arrive at the left one.
std::string port(const Table& table, const Identifier& column, char side) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const Column& each) { return each.name == column; });
  return side + std::to_string(found - table.columns.begin());
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
    text += "    <tr><td port=\"" + port(table, column.name, kLeft) + "\">" +
            marks(key_roles(table, column.name)) + "</td><td align=\"left\">" +
            html(column.name.text()) + "</td><td align=\"left\" port=\"" +
            port(table, column.name, kRight) + "\">" +
            html(column.type.text + (column.nullable ? "" : " not null")) + "</td></tr>\n";
  }
  text += "  </table>>];\n";
}

std::string end_of(const Table& table, const Identifier& column, char side) {
  // The columns of an heir stand in its parents.
  if (table.column(column) == nullptr) return quoted_id(table.name.text());
  return quoted_id(table.name.text()) + ":" + port(table, column, side) +
         (side == kLeft ? ":w" : ":e");
}

// A table that is not printed is a node of its own without columns; a reference to the own table
// stays on its right side.
std::string head_of(const Schema& schema, const Table& table, const ForeignKey& key) {
  const Table* parent = schema.table(key.referred_table);
  if (parent == nullptr) return quoted_id(key.referred_table.text());
  return end_of(*parent, key.referred_columns.front(), parent == &table ? kRight : kLeft);
}

void add_relation(const Schema& schema, const Table& table, const ForeignKey& key,
                  std::string& text) {
  const Cardinality rows = cardinality(table, key);
  text += "  " + end_of(table, key.columns.front(), kRight) + " -> " + head_of(schema, table, key);
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
  for (const Table* table : drawn_tables(schema)) add_table(*table, text);
  for (const Table* table : drawn_tables(schema))
    for (const ForeignKey& key : table->foreign_keys) add_relation(schema, *table, key, text);
  return text + "}\n";
}

}  // namespace whimbrel::cli
