#include "client_scripts.h"

#include "connect_settings.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mysql_family {
namespace {

using Kind = SqlToken::Kind;

// The program would take a semicolon of a body, or of an executable comment, for the end.
bool holds_semicolon(const SqlToken& token) {
  return token.is_symbol(';') || (token.kind == Kind::word && token.text.starts_with("/*") &&
                                  token.text.find(';') != std::string_view::npos);
}

std::string free_mark(std::string_view sql) {
  for (const std::string_view mark : {"//", "$$", "||||"})
    if (sql.find(mark) == std::string_view::npos) return std::string(mark);
  std::string mark = "//whimbrel//";
  for (int i = 1; sql.find(mark) != std::string_view::npos; ++i)
    mark = "//whimbrel" + std::to_string(i) + "//";
  return mark;
}

// What the program reads otherwise than the server: a carriage return before a line end is lost,
// and the word DELIMITER is a command wherever it stands.
std::string for_program(const SqlToken& token) {
  if (token.kind == Kind::string) return replaced(token.text, "\r", "\\r");
  if (token.kind == Kind::word && token.is("delimiter")) return std::string(token.text) + "/**/";
  return std::string(token.text);
}

}  // namespace

std::string FamilyClientScripts::opening(const Endpoint& endpoint) const {
  const std::string program(product_->dialect());
  return "-- For the program " + program + ": " + program + " --comments DATABASE < this script\n" +
         session_statement(endpoint, *product_) + ";\nSET autocommit = 1;\n";
}

std::variant<std::string, Unsupported> FamilyClientScripts::statement(std::string_view sql) const {
  std::string text;
  text.reserve(sql.size() + 2);
  bool marked = false;
  size_t taken = 0;
  for (const SqlToken& token : lex(sql, family_syntax())) {
    marked = marked || holds_semicolon(token);
    text += sql.substr(taken, token.offset - taken);
    text += for_program(token);
    taken = token.offset + token.text.size();
  }
  text += sql.substr(taken);
  if (!marked) return text + ";\n";
  const std::string mark = free_mark(text);
  return "DELIMITER " + mark + "\n" + text + "\n" + mark + "\nDELIMITER ;\n";
}

// Only routines can SIGNAL, and making one needs a right of its own; what a setting is refused for
// is shown as well.
std::string FamilyClientScripts::refuse_rows(std::string_view query,
                                             std::string_view reason) const {
  SqlWriter sql(family_syntax());
  sql.word("SET time_zone = IF(EXISTS").parenthesised(query).word(",").string(reason);
  sql.word(", @@time_zone)");
  return std::move(sql).take() + ";\n";
}

}  // namespace whimbrel::mysql_family
