#include "check_values.h"

#include <algorithm>
#include <cstdlib>

#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel {
namespace {

constexpr std::size_t kMost = 12;
constexpr long long kLongestText = 400;

void add(Literal value, std::vector<Literal>& values) {
  if (values.size() < kMost && std::find(values.begin(), values.end(), value) == values.end())
    values.push_back(std::move(value));
}

void add_number(const std::string& text, bool negative, CheckedKind kind,
                std::vector<Literal>& values) {
  const long long number = std::strtoll(text.c_str(), nullptr, 10) * (negative ? -1 : 1);
  if (kind == CheckedKind::number) {
    for (const long long each : {number + 1, number, number - 1})
      add({Literal::Kind::number, std::to_string(each)}, values);
    return;
  }
  if (kind == CheckedKind::other) return;
  for (const long long length : {number + 1, number, number - 1})
    if (length > 0 && length <= kLongestText)
      add({Literal::Kind::string, std::string(static_cast<std::size_t>(length), 'x')}, values);
}

}  // namespace

void add_check_values(const std::string& condition, const Identifier& column, CheckedKind kind,
                      const Syntax& syntax, std::vector<Literal>& values) {
  const std::vector<SqlToken> tokens = lex(condition, syntax);
  const bool named = std::any_of(tokens.begin(), tokens.end(), [&](const SqlToken& token) {
    return (token.kind == SqlToken::Kind::word || token.kind == SqlToken::Kind::quoted_name) &&
           same_word(unquoted(token), column.text());
  });
  if (!named) return;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const SqlToken& token = tokens[i];
    if (token.kind == SqlToken::Kind::string) add({Literal::Kind::string, unquoted(token)}, values);
    if (token.kind == SqlToken::Kind::number)
      add_number(std::string(token.text), i > 0 && tokens[i - 1].is_symbol('-'), kind, values);
  }
}

}  // namespace whimbrel
