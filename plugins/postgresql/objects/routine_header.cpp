#include "objects/routine_header.h"

#include <algorithm>
#include <array>
#include <vector>

#include "syntax.h"
#include "type_system.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

using Words = std::vector<std::string>;

struct Argument {
  Words words;
  bool has_default = false;
  bool operator==(const Argument&) const = default;
};

struct Header {
  std::vector<Argument> arguments;
  Words result;
  size_t end = 0;  // offset of what stands behind
};

std::string normal(const SqlToken& token) {
  return token.kind == SqlToken::Kind::word ? lower(token.text) : std::string(token.text);
}

// What may stand behind the result.
bool ends_result(const SqlToken& token) {
  constexpr std::array<std::string_view, 21> kWords = {
      "language", "as",       "immutable", "stable",   "volatile", "strict", "called",
      "returns",  "security", "external",  "parallel", "cost",     "rows",   "support",
      "set",      "window",   "leakproof", "not",      "begin",    "return", "transform"};
  return std::any_of(kWords.begin(), kWords.end(), [&](auto word) { return token.is(word); });
}

Argument argument(const std::vector<SqlToken>& tokens, size_t begin, size_t end) {
  Argument made;
  for (size_t i = begin; i < end; ++i) {
    if (tokens[i].is("default") || tokens[i].is_symbol('=')) {
      made.has_default = true;
      break;
    }
    made.words.push_back(normal(tokens[i]));
  }
  if (!made.words.empty() && made.words.front() == "in") made.words.erase(made.words.begin());
  return made;
}

Header parse(std::string_view statement) {
  std::vector<SqlToken> tokens = lex(statement, postgresql_syntax());
  std::erase_if(tokens, [](const SqlToken& t) { return t.kind == SqlToken::Kind::comment; });
  Header header;
  size_t at = 0;
  while (at < tokens.size() && !tokens[at].is_symbol('(')) ++at;
  int depth = 1;
  size_t begin = ++at;
  for (; at < tokens.size(); ++at) {
    if (tokens[at].is_symbol('(')) ++depth;
    if (tokens[at].is_symbol(')')) --depth;
    if (depth > 1 || (depth == 1 && !tokens[at].is_symbol(','))) continue;
    if (at > begin) header.arguments.push_back(argument(tokens, begin, at));
    begin = at + 1;
    if (depth == 0) break;
  }
  ++at;
  if (at < tokens.size() && tokens[at].is("returns")) {
    depth = 0;
    for (++at; at < tokens.size() && (depth > 0 || !ends_result(tokens[at])); ++at) {
      if (tokens[at].is_symbol('(')) ++depth;
      if (tokens[at].is_symbol(')')) --depth;
      header.result.push_back(normal(tokens[at]));
    }
  }
  header.end = at < tokens.size() ? tokens[at].offset : statement.size();
  return header;
}

std::string spelled(Words::const_iterator begin, Words::const_iterator end) {
  static const PostgresqlTypes types;
  return types.spelling(join(Words(begin, end), " "));
}

// A type may be written in other words; a name in front of it may not.
bool same_words(const Words& a, const Words& b) {
  if (a == b || spelled(a.begin(), a.end()) == spelled(b.begin(), b.end())) return true;
  return !a.empty() && !b.empty() && a.front() == b.front() &&
         spelled(a.begin() + 1, a.end()) == spelled(b.begin() + 1, b.end());
}

}  // namespace

bool can_be_replaced(std::string_view from, std::string_view to) {
  const Header before = parse(from);
  const Header after = parse(to);
  return same_words(before.result, after.result) &&
         std::equal(before.arguments.begin(), before.arguments.end(), after.arguments.begin(),
                    after.arguments.end(), [](const Argument& old, const Argument& now) {
                      return same_words(old.words, now.words) &&
                             (now.has_default || !old.has_default);
                    });
}

std::string as_replacement(std::string statement) {
  const std::vector<SqlToken> tokens = lex(statement, postgresql_syntax());
  const auto create = std::find_if(tokens.begin(), tokens.end(),
                                   [](const SqlToken& token) { return token.is("create"); });
  if (create == tokens.end() || (create + 1 != tokens.end() && (create + 1)->is("or")))
    return statement;
  const size_t behind = create->offset + create->text.size();
  return statement.insert(behind, " OR REPLACE");
}

std::string routine_header(std::string_view statement) {
  return std::string(statement.substr(0, parse(statement).end));
}

}  // namespace whimbrel::postgresql
