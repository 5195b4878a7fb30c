#include "objects/view_columns.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

using Words = std::vector<std::string>;

struct Query {
  std::vector<Words> columns;
  Words sources;
};

bool is_any(const SqlToken& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return token.is(word); });
}

// A plain SELECT taken apart; absent for WITH, VALUES and combined queries.
std::optional<Query> parse(std::string_view text) {
  std::vector<SqlToken> tokens = lex(text, postgresql_syntax());
  std::erase_if(tokens, [](const SqlToken& t) { return t.kind == SqlToken::Kind::comment; });
  if (tokens.empty() || !tokens[0].is("select")) return std::nullopt;
  Query query;
  query.columns.emplace_back();
  enum { columns, sources, rest } part = columns;
  int depth = 0;
  for (size_t i = 1; i < tokens.size(); ++i) {
    const SqlToken& token = tokens[i];
    if (token.is_symbol('(')) ++depth;
    if (token.is_symbol(')')) --depth;
    if (depth == 0 && is_any(token, {"union", "intersect", "except"})) return std::nullopt;
    if (depth == 0 && part == columns && token.is_symbol(',')) {
      query.columns.emplace_back();
      continue;
    }
    // IS DISTINCT FROM is no FROM.
    if (depth == 0 && part == columns && token.is("from") && !tokens[i - 1].is("distinct"))
      part = sources;
    if (depth == 0 && part != rest &&
        is_any(token, {"where", "group", "having", "window", "order", "limit", "offset", "fetch"}))
      part = rest;
    const std::string word =
        token.kind == SqlToken::Kind::word ? lower(token.text) : std::string(token.text);
    if (part == columns) query.columns.back().push_back(word);
    if (part == sources) query.sources.push_back(word);
  }
  return query;
}

}  // namespace

bool only_adds_columns(std::string_view from, std::string_view to) {
  const auto before = parse(from);
  const auto after = parse(to);
  if (!before || !after || before->sources != after->sources) return false;
  return before->columns.size() <= after->columns.size() &&
         std::equal(before->columns.begin(), before->columns.end(), after->columns.begin());
}

}  // namespace whimbrel::postgresql
