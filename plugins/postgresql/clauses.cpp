#include "clauses.h"

#include <algorithm>
#include <array>

#include "syntax.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

// The grammar takes a restricted expression behind DEFAULT: these words must be in parentheses.
bool needs_parentheses(std::string_view expression) {
  constexpr std::array<std::string_view, 13> kWords = {
      "and", "or", "not", "like",    "ilike",  "similar", "between",
      "in",  "is", "at",  "collate", "isnull", "notnull"};
  int depth = 0;
  for (const SqlToken& token : lex(expression, postgresql_syntax())) {
    if (token.is_symbol('(')) ++depth;
    if (token.is_symbol(')')) --depth;
    if (depth > 0 || token.kind != SqlToken::Kind::word) continue;
    if (std::any_of(kWords.begin(), kWords.end(), [&](auto word) { return token.is(word); }))
      return true;
  }
  return false;
}

}  // namespace

void write_default(const DefaultValue& value, SqlWriter& sql) {
  sql.word("DEFAULT");
  std::visit(overloaded{
                 [&](const Literal& literal) { sql.literal(literal); },
                 [&](const Expression& expression) {
                   if (needs_parentheses(expression.text))
                     sql.parenthesised(expression.text);
                   else
                     sql.word(expression.text);
                 },
             },
             value);
}

void write_comment(const std::string& comment, SqlWriter& sql) {
  sql.word("IS");
  if (comment.empty())
    sql.word("NULL");
  else
    sql.string(comment);
}

}  // namespace whimbrel::postgresql
