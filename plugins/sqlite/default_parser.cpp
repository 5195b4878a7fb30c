#include "default_parser.h"

#include <algorithm>

#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/sdk/definition_parts.h"

namespace whimbrel::sqlite {
namespace {

using Kind = SqlToken::Kind;

bool is_sign(const SqlToken& token) { return token.is_symbol('-') || token.is_symbol('+'); }

bool is_time_word(const SqlToken& token) {
  return token.is("CURRENT_TIMESTAMP") || token.is("CURRENT_DATE") || token.is("CURRENT_TIME");
}

std::optional<DefaultValue> value_of(const std::vector<SqlToken>& tokens, std::string text) {
  const std::optional<Literal> literal = sdk::literal_of(tokens);
  if (!literal) return Expression(std::move(text));
  if (literal->kind == Literal::Kind::null) return std::nullopt;
  return *literal;
}

}  // namespace

std::optional<DefaultValue> read_default(sdk::TokenReader& reader) {
  if (reader.peek().is_symbol('(')) {
    std::string text = reader.parenthesised();
    std::vector<SqlToken> tokens = lex(text, syntax());
    std::erase_if(tokens, [](const SqlToken& token) { return token.kind == Kind::comment; });
    return value_of(tokens, text);
  }
  const size_t start = reader.position();
  if (is_sign(reader.peek())) reader.skip();
  const SqlToken& last = reader.peek();
  reader.skip();
  const std::vector<SqlToken> tokens = reader.tokens_since(start);
  // A name, quoted or not, is taken for the string that it spells.
  const bool name = last.kind == Kind::quoted_name || last.kind == Kind::word;
  if (tokens.size() == 1 && name && !sdk::literal_of(tokens) && !is_time_word(last))
    return Literal{Literal::Kind::string, unquoted(last)};
  std::string text = reader.text_since(start);
  if (tokens.size() == 1 && is_time_word(last)) text = upper(text);
  return value_of(tokens, std::move(text));
}

}  // namespace whimbrel::sqlite
