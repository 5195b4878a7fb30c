#include "outside_transaction.h"

#include <algorithm>
#include <array>
#include <vector>

#include "syntax.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

using Tokens = std::vector<SqlToken>;

// The words with which such statements begin.
bool begins_with(const Tokens& tokens, std::string_view first, std::string_view second) {
  if (tokens.empty() || !tokens[0].is(first)) return false;
  return second.empty() || (tokens.size() > 1 && tokens[1].is(second));
}

bool has_word(const Tokens& tokens, std::string_view word) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const SqlToken& token) { return token.is(word); });
}

// REINDEX (CONCURRENTLY) ..., REINDEX ... CONCURRENTLY, and all indexes of a schema or database,
// with or without options in front.
bool reindexes_many(const Tokens& tokens) {
  return has_word(tokens, "concurrently") || has_word(tokens, "schema") ||
         has_word(tokens, "database") || has_word(tokens, "system");
}

// `CLUSTER;` and `CLUSTER (VERBOSE)` and `CLUSTER VERBOSE`.
bool names_nothing(const Tokens& tokens) {
  return std::none_of(tokens.begin() + 1, tokens.end(), [](const SqlToken& token) {
    return token.kind == SqlToken::Kind::quoted_name ||
           (token.kind == SqlToken::Kind::word && !token.is("verbose"));
  });
}

}  // namespace

bool runs_outside_transaction(std::string_view sql) {
  Tokens tokens = lex(sql, postgresql_syntax());
  std::erase_if(tokens, [](const SqlToken& t) { return t.kind == SqlToken::Kind::comment; });
  constexpr std::array<std::array<std::string_view, 2>, 11> kAlways = {{
      {"vacuum", ""},
      {"create", "database"},
      {"drop", "database"},
      {"create", "tablespace"},
      {"drop", "tablespace"},
      {"alter", "system"},
      {"create", "subscription"},
      {"drop", "subscription"},
      {"alter", "subscription"},
      {"reindex", "database"},
      {"reindex", "system"},
  }};
  for (const auto& [first, second] : kAlways)
    if (begins_with(tokens, first, second)) return true;
  // CLUSTER without a table goes through all of them, each in a transaction of its own.
  if (begins_with(tokens, "cluster", "")) return names_nothing(tokens);
  if (begins_with(tokens, "reindex", "")) return reindexes_many(tokens);
  if (begins_with(tokens, "alter", "database")) return has_word(tokens, "tablespace");
  // A prepared transaction is settled from outside of every other.
  if (begins_with(tokens, "commit", "prepared") || begins_with(tokens, "rollback", "prepared"))
    return true;
  // CREATE [UNIQUE] INDEX, DROP INDEX, REINDEX and ALTER TABLE ... DETACH PARTITION may be
  // CONCURRENTLY; REFRESH MATERIALIZED VIEW CONCURRENTLY is at home in a transaction.
  const bool may = begins_with(tokens, "create", "index") ||
                   begins_with(tokens, "create", "unique") ||
                   begins_with(tokens, "drop", "index") || begins_with(tokens, "alter", "table");
  return may && has_word(tokens, "concurrently");
}

}  // namespace whimbrel::postgresql
