#include "whimbrel/dialect/sql_writer.h"

#include "whimbrel/core/text.h"

namespace whimbrel {

std::string quoted(const Identifier& name, const Syntax& syntax) {
  const std::string close(1, syntax.quote_close);
  return syntax.quote_open + replaced(name.text(), close, close + close) + close;
}

std::string quoted(const QualifiedName& name, const Syntax& syntax) {
  const std::string object = quoted(name.name, syntax);
  return name.schema.empty() ? object : quoted(name.schema, syntax) + "." + object;
}

std::string string_literal(std::string_view value, const Syntax& syntax) {
  std::string text = replaced(value, "'", "''");
  if (syntax.escape_backslash) text = replaced(text, "\\", "\\\\");
  return "'" + text + "'";
}

void SqlWriter::space() {
  if (!glue_) text_ += ' ';
  glue_ = false;
}

SqlWriter& SqlWriter::word(std::string_view sql) {
  if (sql.empty()) return *this;
  space();
  text_ += sql;
  return *this;
}

SqlWriter& SqlWriter::name(const Identifier& name) { return word(quoted(name, *syntax_)); }

SqlWriter& SqlWriter::name(const QualifiedName& name) { return word(quoted(name, *syntax_)); }

SqlWriter& SqlWriter::names(std::span<const Identifier> names) {
  open_list();
  for (const Identifier& each : names) item().name(each);
  return close_list();
}

SqlWriter& SqlWriter::string(std::string_view value) {
  return word(string_literal(value, *syntax_));
}

SqlWriter& SqlWriter::literal(const Literal& value) {
  switch (value.kind) {
    case Literal::Kind::string:
      return string(value.text);
    case Literal::Kind::number:
      return word(value.text);
    case Literal::Kind::boolean:
      return word(value.text == "true" ? syntax_->true_word : syntax_->false_word);
    case Literal::Kind::null:
      return word("NULL");
  }
  return *this;
}

SqlWriter& SqlWriter::parenthesised(std::string_view sql) {
  return word("(" + std::string(sql) + ")");
}

SqlWriter& SqlWriter::open_list() {
  word("(");
  first_item_ = true;
  glue_ = true;
  return *this;
}

SqlWriter& SqlWriter::item() {
  if (!first_item_) {
    text_ += ",";
    glue_ = false;
  }
  first_item_ = false;
  return *this;
}

SqlWriter& SqlWriter::close_list() {
  text_ += ")";
  glue_ = false;
  first_item_ = false;
  return *this;
}

}  // namespace whimbrel
