#include "scratch_statement.h"

#include <algorithm>
#include <vector>

#include "syntax.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {

std::string for_furnished_place(std::string_view sql) {
  // Such statements are short; of a long one nothing has to be read.
  constexpr size_t kEnough = 1000;
  if (sql.size() > kEnough) return std::string(sql);
  std::vector<SqlToken> tokens = lex(sql, postgresql_syntax());
  std::erase_if(tokens, [](const SqlToken& t) { return t.kind == SqlToken::Kind::comment; });
  if (tokens.size() < 3 || !tokens[0].is("create") || tokens[2].is("if") ||
      !(tokens[1].is("schema") || tokens[1].is("extension")))
    return std::string(sql);
  // A schema that is created together with what is in it has no IF NOT EXISTS.
  const bool with_elements =
      std::any_of(tokens.begin() + 2, tokens.end(),
                  [](const SqlToken& token) { return token.is("create") || token.is("grant"); });
  if (with_elements) return std::string(sql);
  std::string result(sql);
  return result.insert(tokens[1].offset + tokens[1].text.size(), " IF NOT EXISTS");
}

}  // namespace whimbrel::postgresql
