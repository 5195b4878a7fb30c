#include "whimbrel/dialect/sql_lexer.h"

#include "sql_lexer_stream.h"
#include "sql_statement_ends.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

std::string without_doubling(std::string_view inner, char close) {
  std::string result;
  result.reserve(inner.size());
  for (std::size_t i = 0; i < inner.size(); ++i) {
    result += inner[i];
    if (inner[i] == close && i + 1 < inner.size() && inner[i + 1] == close) ++i;
  }
  return result;
}

std::string between_quotes(std::string_view text) {
  const char close = text.front() == '[' ? ']' : text.front();
  text.remove_prefix(1);
  if (text.ends_with(close)) text.remove_suffix(1);
  return without_doubling(text, close);
}

std::string between_dollars(std::string_view text) {
  const std::size_t tag = text.find('$', 1) + 1;
  const bool closed = text.size() >= 2 * tag && text.ends_with(text.substr(0, tag));
  return std::string(text.substr(tag, text.size() - tag - (closed ? tag : 0)));
}

}  // namespace

bool SqlToken::is(std::string_view key_word) const {
  return kind == Kind::word && same_word(text, key_word);
}

bool SqlToken::is_symbol(char c) const {
  return kind == Kind::symbol && text.size() == 1 && text.front() == c;
}

std::vector<SqlToken> lex(std::string_view script, const Syntax& syntax) {
  std::vector<SqlToken> tokens;
  TokenStream stream(script, syntax);
  StatementEnds ends(script, syntax);
  while (const std::optional<SqlToken> token = stream.next()) {
    tokens.push_back(*token);
    if (!syntax.settings.empty() && ends.see(*token)) stream.end_statement();
  }
  return tokens;
}

std::string unquoted(const SqlToken& token) {
  if (token.kind == SqlToken::Kind::quoted_name) return between_quotes(token.text);
  if (token.kind != SqlToken::Kind::string) return std::string(token.text);
  if (token.text.front() == '$') return between_dollars(token.text);
  const std::size_t quote = token.text.find_first_of("'\"");
  return between_quotes(token.text.substr(quote));
}

}  // namespace whimbrel
