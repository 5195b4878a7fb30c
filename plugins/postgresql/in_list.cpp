#include "in_list.h"

#include <initializer_list>
#include <optional>
#include <vector>

#include "syntax.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

// Walks over tokens; every function says whether what it wants is there, and passes it then.
class Walk {
 public:
  Walk(const std::vector<SqlToken>& tokens, std::size_t at) : tokens_(tokens), at_(at) {}

  bool symbols(std::string_view wanted) {
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if (at_ + i >= tokens_.size() || !tokens_[at_ + i].is_symbol(wanted[i])) return false;
    at_ += wanted.size();
    return true;
  }

  bool words(std::initializer_list<std::string_view> wanted) {
    std::size_t i = at_;
    for (std::string_view word : wanted)
      if (i >= tokens_.size() || !tokens_[i++].is(word)) return false;
    at_ = i;
    return true;
  }

  std::optional<std::string_view> name() {
    return take(at_ < tokens_.size() && (tokens_[at_].kind == SqlToken::Kind::word ||
                                         tokens_[at_].kind == SqlToken::Kind::quoted_name));
  }

  std::optional<std::string_view> string() {
    return take(at_ < tokens_.size() && tokens_[at_].kind == SqlToken::Kind::string);
  }

  std::size_t at() const { return at_; }

 private:
  std::optional<std::string_view> take(bool fits) {
    if (!fits) return std::nullopt;
    return tokens_[at_++].text;
  }

  const std::vector<SqlToken>& tokens_;
  std::size_t at_;
};

// `'lp'::character varying, 'cd'::character varying` as `'lp', 'cd'`.
std::optional<std::string> items(Walk& walk) {
  std::string list;
  do {
    const auto value = walk.string();
    if (!value || !walk.symbols("::") || !walk.words({"character", "varying"})) return std::nullopt;
    list += (list.empty() ? "" : ", ") + std::string(*value);
  } while (walk.symbols(","));
  return list;
}

// The list that begins at the walk's place as IN; the walk then stands behind it.
std::optional<std::string> in_list(Walk& walk) {
  if (!walk.symbols("(")) return std::nullopt;
  const auto column = walk.name();
  if (!column || !walk.symbols(")::") || !walk.words({"text"})) return std::nullopt;
  const bool negated = walk.symbols("<>");
  if (!negated && !walk.symbols("=")) return std::nullopt;
  if (!walk.words({negated ? "all" : "any"}) || !walk.symbols("((") || !walk.words({"array"}) ||
      !walk.symbols("["))
    return std::nullopt;
  const auto list = items(walk);
  if (!list || !walk.symbols("])::") || !walk.words({"text"}) || !walk.symbols("[])"))
    return std::nullopt;
  return std::string(*column) + (negated ? " NOT IN (" : " IN (") + *list + ")";
}

}  // namespace

std::string with_in_lists(std::string_view expression) {
  const std::vector<SqlToken> tokens = lex(expression, postgresql_syntax());
  std::string result;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < tokens.size();) {
    Walk walk(tokens, i);
    const auto list = in_list(walk);
    if (!list) {
      ++i;
      continue;
    }
    result += expression.substr(copied, tokens[i].offset - copied);
    result += *list;
    i = walk.at();
    copied = tokens[i - 1].offset + tokens[i - 1].text.size();
  }
  return result + std::string(expression.substr(copied));
}

}  // namespace whimbrel::postgresql
