// The text behind the parser's tree. The tree has no texts of expressions and few places, so both
// are taken from the words of the statement.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {

/// Words and signs `begin` up to, and without, `end`.
struct TokenRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin >= end; }
};

/// A statement as words and signs without its comments. "At depth zero" means: outside of all
/// parentheses and brackets that open inside of the range. Borrows the text. Immutable.
class StatementText {
 public:
  explicit StatementText(std::string_view sql);

  std::string_view sql() const { return sql_; }
  std::size_t size() const { return tokens_.size(); }
  TokenRange all() const { return {0, tokens_.size()}; }
  const SqlToken& token(std::size_t at) const { return tokens_[at]; }
  bool is(std::size_t at, std::string_view word) const {
    return at < tokens_.size() && tokens_[at].is(word);
  }
  bool is_symbol(std::size_t at, char c) const {
    return at < tokens_.size() && tokens_[at].is_symbol(c);
  }

  /// The first token that begins at the byte `offset` or behind it.
  std::size_t token_at(std::size_t offset) const;
  /// Where the token begins, in bytes; the end of the text behind the last one.
  std::size_t offset_of(std::size_t token) const;
  /// The inside of the first pair of parentheses at depth zero of `range`; empty when there is
  /// none.
  TokenRange first_group(TokenRange range) const;
  /// The pieces of `range` between commas at depth zero.
  std::vector<TokenRange> items(TokenRange range) const;
  /// The first `word` at depth zero of `range`.
  std::optional<std::size_t> find(TokenRange range, std::string_view word) const;
  /// The text of a range without comments; where there was white space there is one space.
  std::string text(TokenRange range) const;

  /// The name as it is written: the parser cuts names after 63 bytes, and a review has to see that.
  Identifier full_name(const std::string& parsed) const;

 private:
  std::string_view sql_;
  std::vector<SqlToken> tokens_;
  std::map<std::string, std::string> cut_names_;
};

}  // namespace whimbrel::postgresql
