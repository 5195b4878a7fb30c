#include "review/condition.h"

#include <algorithm>

#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

bool is_name(const SqlToken& token) {
  return token.kind == SqlToken::Kind::word || token.kind == SqlToken::Kind::quoted_name;
}

Identifier name_of(const SqlToken& token) {
  return Identifier(token.kind == SqlToken::Kind::word ? lower(token.text) : unquoted(token));
}

}  // namespace

std::vector<Identifier> only_column_of(std::string_view condition, const Table& table) {
  std::vector<Identifier> columns;
  const std::vector<SqlToken> tokens = lex(condition, postgresql_syntax());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!is_name(tokens[i])) continue;
    // A function, or the type of a cast.
    if (i + 1 < tokens.size() && tokens[i + 1].is_symbol('(')) continue;
    if (i > 0 && tokens[i - 1].is_symbol(':')) continue;
    const Identifier name = name_of(tokens[i]);
    if (table.column(name) == nullptr) continue;
    if (std::find(columns.begin(), columns.end(), name) == columns.end()) columns.push_back(name);
  }
  return columns.size() == 1 ? columns : std::vector<Identifier>();
}

bool mentions(std::string_view expression, const Identifier& name) {
  const std::vector<SqlToken> tokens = lex(expression, postgresql_syntax());
  return std::any_of(tokens.begin(), tokens.end(), [&](const SqlToken& token) {
    return is_name(token) && name_of(token) == name;
  });
}

std::optional<Identifier> not_null_column(std::string_view condition) {
  const std::string bare = without_outer_parentheses(condition);
  std::vector<SqlToken> tokens = lex(bare, postgresql_syntax());
  std::erase_if(tokens, [](const SqlToken& t) { return t.is_symbol('(') || t.is_symbol(')'); });
  if (tokens.size() == 2 && is_name(tokens[0]) && tokens[1].is("notnull"))
    return name_of(tokens[0]);
  if (tokens.size() != 4 || !is_name(tokens[0])) return std::nullopt;
  if (!tokens[1].is("is") || !tokens[2].is("not") || !tokens[3].is("null")) return std::nullopt;
  return name_of(tokens[0]);
}

}  // namespace whimbrel::postgresql
