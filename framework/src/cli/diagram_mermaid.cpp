#include "diagram.h"
#include "whimbrel/core/text.h"

namespace whimbrel::cli {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Between quotes stands anything but the characters that end or confuse them; those Mermaid knows
// by their number. No two texts become the same.
std::string quoted_text(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || c == '"' || c == '%' || c == '\\' || c == '#')
      result += "#" + std::to_string(byte) + ";";
    else
      result += c;
  }
  return result + "\"";
}

// A column's name or type is a bare word: a letter, then letters, digits and brackets. A word that
// marks a key is none.
std::string bare_word(std::string_view text) {
  std::string word;
  for (const char c : text)
    word += is_letter(c) || is_digit(c) || c == '(' || c == ')' || c == '[' || c == ']' ? c : '_';
  const std::string mark = upper(word);
  if (mark == "PK" || mark == "FK" || mark == "UK") word += '_';
  if (word.empty() || !is_letter(word.front())) word.insert(0, 1, '_');
  return word;
}

// An enum's values are for the comment.
std::string type_word(const std::string& type) {
  const bool has_values = type.find('\'') != std::string::npos;
  return bare_word(has_values ? trimmed(std::string_view(type).substr(0, type.find('('))) : type);
}

std::string key_marks(const KeyRoles& roles) {
  std::string text;
  const auto add = [&](bool has, const char* mark) {
    if (has) text += (text.empty() ? " " : ", ") + std::string(mark);
  };
  add(roles.primary, "PK");
  add(roles.foreign, "FK");
  add(roles.unique, "UK");
  return text;
}

// What a bare word could not say, then what the column's own comment says.
std::string comment_of(const Column& column, const std::string& name, const std::string& type) {
  std::vector<std::string> parts;
  if (name != column.name.text()) parts.push_back(column.name.text());
  if (type != column.type.text && type != replaced(column.type.text, " ", "_"))
    parts.push_back(column.type.text);
  if (!column.comment.empty()) parts.push_back(column.comment);
  return parts.empty() ? "" : " " + quoted_text(join(parts, "; "));
}

void add_table(const Table& table, std::string& text) {
  text += "    " + quoted_text(table.name.text()) + " {\n";
  for (const Column& column : table.columns) {
    const std::string name = bare_word(column.name.text());
    const std::string type = type_word(column.type.text);
    text += "        " + type + " " + name + key_marks(key_roles(table, column.name)) +
            comment_of(column, name, type) + "\n";
  }
  text += "    }\n";
}

void add_relation(const Table& table, const ForeignKey& key, std::string& text) {
  const Cardinality rows = cardinality(table, key);
  text += "    " + quoted_text(key.referred_table.text());
  text += rows.optional_parent ? " |o--" : " ||--";
  text += rows.single_child ? "o| " : "o{ ";
  text += quoted_text(table.name.text()) + " : " + quoted_text(listed(key.columns)) + "\n";
}

}  // namespace

std::string mermaid_diagram(const Schema& schema) {
  std::string text = "erDiagram\n";
  for (const Table* table : drawn_tables(schema)) add_table(*table, text);
  for (const Table* table : drawn_tables(schema))
    for (const ForeignKey& key : table->foreign_keys) add_relation(*table, key, text);
  return text;
}

}  // namespace whimbrel::cli
