#include "default_parser.h"

#include <algorithm>

#include "syntax.h"
#include "whimbrel/core/text.h"

namespace whimbrel::sqlite {
namespace {

using Kind = SqlToken::Kind;

bool is_sign(const SqlToken& token) { return token.is_symbol('-') || token.is_symbol('+'); }

bool is_decimal(const SqlToken& token) {
  return token.kind == Kind::number &&
         token.text.find_first_not_of("0123456789.eE+-") == std::string_view::npos;
}

bool is_plain_string(const SqlToken& token) {
  return token.kind == Kind::string && token.text.starts_with('\'');
}

std::optional<Literal> literal_of(const std::vector<SqlToken>& tokens) {
  if (tokens.size() == 2 && is_sign(tokens[0]) && is_decimal(tokens[1])) {
    const std::string sign = tokens[0].is_symbol('-') ? "-" : "";
    return Literal{Literal::Kind::number, sign + std::string(tokens[1].text)};
  }
  if (tokens.size() != 1) return std::nullopt;
  const SqlToken& only = tokens.front();
  if (is_plain_string(only)) return Literal{Literal::Kind::string, unquoted(only)};
  if (is_decimal(only)) return Literal{Literal::Kind::number, std::string(only.text)};
  if (only.is("TRUE") || only.is("FALSE")) return Literal{Literal::Kind::boolean, lower(only.text)};
  if (only.is("NULL")) return Literal{Literal::Kind::null, {}};
  return std::nullopt;
}

bool is_time_word(const SqlToken& token) {
  return token.is("CURRENT_TIMESTAMP") || token.is("CURRENT_DATE") || token.is("CURRENT_TIME");
}

std::optional<DefaultValue> value_of(const std::vector<SqlToken>& tokens, std::string text) {
  const std::optional<Literal> literal = literal_of(tokens);
  if (!literal) return Expression(std::move(text));
  if (literal->kind == Literal::Kind::null) return std::nullopt;
  return *literal;
}

}  // namespace

std::optional<DefaultValue> read_default(TokenReader& reader) {
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
  if (tokens.size() == 1 && name && !literal_of(tokens) && !is_time_word(last))
    return Literal{Literal::Kind::string, unquoted(last)};
  std::string text = reader.text_since(start);
  if (tokens.size() == 1 && is_time_word(last)) text = upper(text);
  return value_of(tokens, std::move(text));
}

}  // namespace whimbrel::sqlite
