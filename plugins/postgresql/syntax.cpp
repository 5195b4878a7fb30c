#include "syntax.h"

#include <vector>

#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

Syntax make_syntax() {
  Syntax syntax;
  syntax.e_strings = true;
  syntax.dollar_quotes = true;
  syntax.nested_comments = true;
  syntax.client_commands = true;
  syntax.atomic_bodies = true;
  syntax.copy_from_stdin = true;
  syntax.settings = {{"standard_conforming_strings",
                      {"off", "false", "no", "0", "of", "f", "n"},
                      &Syntax::backslash_escapes,
                      true}};
  return syntax;
}

// How many pairs of parentheses stand around all of the tokens. One pass: a pair that opens at the
// very beginning must close at the very end, and so must every pair inside of it.
size_t enclosing_pairs(const std::vector<SqlToken>& tokens) {
  size_t leading = 0;
  while (leading < tokens.size() && tokens[leading].is_symbol('(')) ++leading;
  size_t trailing = 0;
  while (trailing < tokens.size() && tokens[tokens.size() - 1 - trailing].is_symbol(')'))
    ++trailing;
  // A closing parenthesis before the trailing ones that goes below the leading depth takes one of
  // the leading pairs away: it does not reach to the end.
  size_t pairs = std::min(leading, trailing);
  size_t depth = 0;
  for (size_t i = 0; i < tokens.size() - trailing; ++i) {
    if (tokens[i].is_symbol('(')) ++depth;
    if (tokens[i].is_symbol(')')) --depth;
    if (i + 1 >= leading) pairs = std::min(pairs, depth);
  }
  return pairs;
}

}  // namespace

const Syntax& postgresql_syntax() {
  static const Syntax syntax = make_syntax();
  return syntax;
}

Identifier default_primary_key_name(const Identifier& table) {
  constexpr std::string_view kSuffix = "_pkey";
  const std::string& name = table.text();
  size_t keep = std::min(name.size(), kLongestIdentifier - kSuffix.size());
  // Never inside of a UTF-8 sequence.
  while (keep < name.size() && keep > 0 && (static_cast<unsigned char>(name[keep]) & 0xc0) == 0x80)
    --keep;
  return Identifier(name.substr(0, keep) + std::string(kSuffix));
}

std::string without_outer_parentheses(std::string_view expression) {
  expression = trimmed(expression);
  if (!expression.starts_with('(') || !expression.ends_with(')')) return std::string(expression);
  const std::vector<SqlToken> tokens = lex(expression, postgresql_syntax());
  const size_t pairs = enclosing_pairs(tokens);
  if (pairs == 0) return std::string(expression);
  const size_t begin = tokens[pairs - 1].offset + 1;
  const size_t end = tokens[tokens.size() - pairs].offset;
  return std::string(trimmed(expression.substr(begin, end - begin)));
}

}  // namespace whimbrel::postgresql
