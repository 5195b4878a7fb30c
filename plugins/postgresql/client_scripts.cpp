#include "client_scripts.h"

#include <vector>

#include "copy_rows.h"
#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {
namespace {

using Kind = SqlToken::Kind;

// psql puts a variable of its own in the place of `:name`, `:'name'` and `:"name"`, which in SQL
// are the end of a slice.
bool reads_as_variable(const std::vector<SqlToken>& tokens, size_t colon) {
  if (!tokens[colon].is_symbol(':') || colon + 1 == tokens.size()) return false;
  const SqlToken& next = tokens[colon + 1];
  const size_t end = tokens[colon].offset + 1;
  const bool second = colon > 0 && tokens[colon - 1].is_symbol(':') &&
                      tokens[colon - 1].offset + 1 == tokens[colon].offset;
  return next.offset == end && !second &&
         (next.kind == Kind::word || next.kind == Kind::quoted_name || next.kind == Kind::string);
}

// A dollar quote whose mark is not in `text`.
std::string dollar_mark(std::string_view text) {
  std::string mark = "$whimbrel$";
  for (int i = 1; text.find(mark) != std::string_view::npos; ++i)
    mark = "$whimbrel" + std::to_string(i) + "$";
  return mark;
}

void limit(std::string& text, std::string_view setting, std::chrono::milliseconds value) {
  if (value.count() > 0)
    text += "SET " + std::string(setting) + " = " + std::to_string(value.count()) + ";\n";
}

}  // namespace

std::string PsqlScripts::opening(const Endpoint& endpoint) const {
  std::string text =
      "-- For psql: psql -X -f this script\n"
      "\\set ON_ERROR_STOP on\n"
      "\\set ON_ERROR_ROLLBACK off\n"
      "\\set AUTOCOMMIT on\n"
      "\\encoding UTF8\n"
      "SET standard_conforming_strings = on;\n";
  limit(text, "lock_timeout", endpoint.lock_timeout);
  limit(text, "statement_timeout", endpoint.statement_timeout);
  return text;
}

std::variant<std::string, Unsupported> PsqlScripts::statement(std::string_view sql) const {
  const std::vector<SqlToken> tokens = lex(sql, postgresql_syntax());
  std::string text;
  text.reserve(sql.size() + 2);
  size_t taken = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!reads_as_variable(tokens, i)) continue;
    text += sql.substr(taken, tokens[i].offset + 1 - taken);
    text += ' ';
    taken = tokens[i].offset + 1;
  }
  text += sql.substr(taken);
  // Behind this one psql reads rows up to their end mark, also when there are none.
  const auto copy = copy_from_stdin(sql);
  if (!copy) return text + ";\n";
  if (copy->rows.empty()) return text + ";\n\\.\n";
  return text + (text.ends_with('\n') ? "" : "\n") + "\\.\n";
}

std::string PsqlScripts::refuse_rows(std::string_view query, std::string_view reason) const {
  SqlWriter body(postgresql_syntax());
  body.word("BEGIN IF EXISTS").parenthesised(query).word("THEN RAISE EXCEPTION USING MESSAGE =");
  body.string(reason).word("; END IF; END");
  const std::string text = std::move(body).take();
  const std::string mark = dollar_mark(text);
  return "DO " + mark + " " + text + " " + mark + ";\n";
}

}  // namespace whimbrel::postgresql
