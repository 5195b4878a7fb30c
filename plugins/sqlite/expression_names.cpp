#include "expression_names.h"

#include <algorithm>
#include <vector>

#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::sqlite {
namespace {

using Kind = SqlToken::Kind;

std::vector<SqlToken> tokens_of(std::string_view sql) {
  std::vector<SqlToken> tokens = lex(sql, syntax());
  std::erase_if(tokens, [](const SqlToken& token) { return token.kind == Kind::comment; });
  return tokens;
}

bool is_name(const SqlToken& token) {
  return token.kind == Kind::word || token.kind == Kind::quoted_name;
}

// A name before a parenthesis is a function, one before a dot is a table.
bool is_mention(const std::vector<SqlToken>& tokens, size_t at, const Identifier& column) {
  if (!is_name(tokens[at]) || !same_word(unquoted(tokens[at]), column.text())) return false;
  if (at + 1 == tokens.size()) return true;
  return !tokens[at + 1].is_symbol('(') && !tokens[at + 1].is_symbol('.');
}

bool same_token(const SqlToken& a, const SqlToken& b) {
  if (is_name(a) && is_name(b)) return same_word(unquoted(a), unquoted(b));
  return a.kind == b.kind && a.text == b.text;
}

}  // namespace

bool mentions(std::string_view sql, const Identifier& column) {
  const std::vector<SqlToken> tokens = tokens_of(sql);
  for (size_t i = 0; i < tokens.size(); ++i)
    if (is_mention(tokens, i, column)) return true;
  return false;
}

std::string with_column_renamed(std::string_view sql, const Identifier& from,
                                const Identifier& to) {
  const std::vector<SqlToken> tokens = tokens_of(sql);
  std::string result;
  size_t copied = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!is_mention(tokens, i, from)) continue;
    result += sql.substr(copied, tokens[i].offset - copied);
    result += quoted(to, syntax());
    copied = tokens[i].offset + tokens[i].text.size();
  }
  return result.append(sql.substr(copied));
}

bool same_expression(std::string_view a, std::string_view b) {
  const std::vector<SqlToken> left = tokens_of(a);
  const std::vector<SqlToken> right = tokens_of(b);
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), same_token);
}

}  // namespace whimbrel::sqlite
