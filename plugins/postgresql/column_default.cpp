#include "column_default.h"

#include <algorithm>
#include <array>
#include <string>

namespace whimbrel::postgresql {
namespace {

struct CastConstant {
  std::string value;
  std::string_view type;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

size_t skip_digits(std::string_view text, size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

// -12, 1.5, .5e-3
bool is_number(std::string_view text) {
  size_t at = text.starts_with('-') ? 1 : 0;
  const size_t whole = at;
  at = skip_digits(text, at);
  size_t digits = at - whole;
  if (at < text.size() && text[at] == '.') {
    const size_t end = skip_digits(text, at + 1);
    digits += end - at - 1;
    at = end;
  }
  if (digits == 0) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    const size_t end = skip_digits(text, at);
    if (end == at) return false;
    at = end;
  }
  return at == text.size();
}

bool is_number_type(std::string_view type) {
  constexpr std::array<std::string_view, 6> kTypes = {"smallint", "integer", "bigint",
                                                      "numeric",  "real",    "double precision"};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

// 'it''s'::type or E'a\\b'::type, and nothing else around it.
std::optional<CastConstant> parse_cast(std::string_view text) {
  const bool escapes = text.starts_with("E'");
  size_t at = escapes ? 1 : 0;
  if (at >= text.size() || text[at] != '\'') return std::nullopt;
  CastConstant constant;
  for (++at; at < text.size(); ++at) {
    const bool pair = at + 1 < text.size() && text[at + 1] == text[at];
    if (text[at] == '\'' && !pair) break;
    // Both quotes and, in the E form, backslashes are doubled; the server uses no other escape.
    if (pair && (text[at] == '\'' || (escapes && text[at] == '\\'))) ++at;
    constant.value += text[at];
  }
  if (at >= text.size() || !text.substr(at + 1).starts_with("::")) return std::nullopt;
  constant.type = text.substr(at + 3);
  return constant;
}

std::optional<Literal> parse_literal(std::string_view text, std::string_view type,
                                     std::string_view bare_type) {
  if (text == "true" || text == "false") return Literal{Literal::Kind::boolean, std::string(text)};
  if (is_number(text)) return Literal{Literal::Kind::number, std::string(text)};
  // Older servers write a negative constant this way.
  if (text.starts_with("(-") && text.ends_with(')') && is_number(text.substr(1, text.size() - 2)))
    return Literal{Literal::Kind::number, std::string(text.substr(1, text.size() - 2))};
  std::optional<CastConstant> constant = parse_cast(text);
  if (!constant) return std::nullopt;
  if (is_number_type(constant->type) && is_number_type(bare_type) && is_number(constant->value))
    return Literal{Literal::Kind::number, std::move(constant->value)};
  if (constant->type == bare_type || constant->type == type)
    return Literal{Literal::Kind::string, std::move(constant->value)};
  return std::nullopt;
}

}  // namespace

std::optional<DefaultValue> parse_default(std::string_view expression, std::string_view type,
                                          std::string_view bare_type) {
  if (expression == "NULL" || expression.starts_with("NULL::")) return std::nullopt;
  if (auto literal = parse_literal(expression, type, bare_type)) return *std::move(literal);
  return Expression(std::string(expression));
}

}  // namespace whimbrel::postgresql
