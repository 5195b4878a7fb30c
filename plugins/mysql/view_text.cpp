#include "view_text.h"

#include "mysql_common/product.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::mysql {
namespace {

std::string_view without_check_option(std::string_view query) {
  for (const std::string_view words :
       {" WITH CASCADED CHECK OPTION", " WITH LOCAL CHECK OPTION", " WITH CHECK OPTION"})
    if (query.ends_with(words)) query.remove_suffix(words.size());
  return query;
}

}  // namespace

ViewText view_text(std::string_view create_view) {
  ViewText view;
  const std::vector<SqlToken> tokens = lex(create_view, mysql_family::family_syntax());
  std::size_t i = 0;
  while (i < tokens.size() && !tokens[i].is("view")) {
    if (tokens[i].is("algorithm") && i + 2 < tokens.size()) view.algorithm = tokens[i + 2].text;
    ++i;
  }
  for (int depth = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol('(')) ++depth;
    if (tokens[i].is_symbol(')')) --depth;
    if (tokens[i].kind == SqlToken::Kind::quoted_name && depth == 1)
      view.columns += (view.columns.empty() ? "" : ", ") + std::string(tokens[i].text);
    if (depth == 0 && tokens[i].is("as")) break;
  }
  if (i + 1 < tokens.size())
    view.query = trimmed(without_check_option(create_view.substr(tokens[i + 1].offset)));
  return view;
}

}  // namespace whimbrel::mysql
