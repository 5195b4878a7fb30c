#include "statement_effect.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel {
namespace {

using Kind = SqlToken::Kind;

bool is_one_of(const SqlToken& token, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return token.is(word); });
}

// What is made and dropped beside tables. A type is not among them: columns are of it.
bool is_other_object(const SqlToken& token) {
  constexpr std::array<std::string_view, 9> kObjects = {
      "view", "trigger", "function", "procedure", "event", "sequence", "role", "user", "policy"};
  return is_one_of(token, kObjects);
}

// The kind of object in CREATE OR REPLACE DEFINER = a TRIGGER and the like stands near the front.
bool defines_other_object(const std::vector<SqlToken>& tokens) {
  constexpr std::size_t kNear = 12;
  for (std::size_t i = 1; i < std::min(tokens.size(), kNear); ++i) {
    if (tokens[i].is("table") || tokens[i].is("index")) return false;
    if (is_other_object(tokens[i])) return true;
  }
  return false;
}

bool has_word(const std::vector<SqlToken>& tokens, std::string_view word) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const SqlToken& token) { return token.is(word); });
}

bool drops_what_depends(const std::vector<SqlToken>& tokens) {
  return tokens[0].is("drop") && has_word(tokens, "cascade");
}

bool makes_table(const std::vector<SqlToken>& tokens) {
  constexpr std::array<std::string_view, 4> kBefore = {"temporary", "temp", "unlogged", "global"};
  std::size_t i = 1;
  while (i < tokens.size() && is_one_of(tokens[i], kBefore)) ++i;
  return tokens[0].is("create") && i < tokens.size() && tokens[i].is("table");
}

}  // namespace

StatementEffect effect_of(std::string_view statement, const Syntax& syntax) {
  constexpr std::array<std::string_view, 14> kRows = {
      "insert", "update", "delete", "replace", "merge",   "truncate", "select",
      "with",   "values", "grant",  "revoke",  "analyze", "set",      "copy"};
  constexpr std::array<std::string_view, 3> kDefinitions = {"create", "alter", "drop"};
  std::vector<SqlToken> tokens = lex(statement, syntax);
  std::erase_if(tokens, [](const SqlToken& token) { return token.kind == Kind::comment; });
  if (tokens.empty() || is_one_of(tokens[0], kRows)) return StatementEffect::none;
  if (makes_table(tokens))
    return has_word(tokens, "references") ? StatementEffect::new_table : StatementEffect::none;
  if (is_one_of(tokens[0], kDefinitions) && defines_other_object(tokens) &&
      !drops_what_depends(tokens))
    return StatementEffect::none;
  return StatementEffect::any;
}

}  // namespace whimbrel
