// Walking over the tokens of one statement.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::sqlite {

/// Reads forward only, comments left out. Borrows the text. [one thread at a time]
class TokenReader {
 public:
  explicit TokenReader(std::string_view sql);

  bool done() const { return at_ >= tokens_.size(); }
  /// The token at hand, or one further on; past the end an empty symbol.
  const SqlToken& peek(size_t ahead = 0) const;
  void skip() { ++at_; }

  /// Goes past a key word or symbol when it stands here.
  bool take(std::string_view key_word);
  bool take(std::string_view first, std::string_view second);
  bool take(char symbol);
  /// A name, bare or in any quotes.
  Identifier name();
  /// What stands between a parenthesis that opens here and the one that closes it; goes past both.
  std::string parenthesised();
  /// Goes past one token, or past a whole parenthesis.
  void skip_balanced();

  size_t position() const { return at_; }
  /// The text from a position up to the one at hand.
  std::string text_since(size_t position) const;
  /// The tokens from a position up to the one at hand.
  std::vector<SqlToken> tokens_since(size_t position) const;

 private:
  std::string_view sql_;
  std::vector<SqlToken> tokens_;
  size_t at_ = 0;
};

}  // namespace whimbrel::sqlite
