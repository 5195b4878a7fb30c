// Walking over the tokens of one statement.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::sdk {

/// Reads forward only, comments left out. Every function may be called at the end, where the token
/// at hand is an empty symbol. Borrows the text. [one thread at a time]
class TokenReader {
 public:
  TokenReader(std::string_view sql, const Syntax& syntax);

  bool done() const { return at_ >= tokens_.size(); }
  /// The token at hand, or one further on; past the end an empty symbol.
  const SqlToken& peek(std::size_t ahead = 0) const;
  void skip() { ++at_; }

  /// Goes past a key word or symbol when it stands here.
  bool take(std::string_view key_word);
  bool take(std::string_view first, std::string_view second);
  bool take(char symbol);
  /// True when a name stands here, bare or in any quotes.
  bool at_name() const;
  /// The name that stands here, and goes past it; empty, and stays, when none does.
  Identifier name();
  /// What stands between a parenthesis that opens here and the one that closes it; goes past both.
  std::string parenthesised();
  /// Goes past one token, or past a whole parenthesis.
  void skip_balanced();

  /// True at a comma, a closing parenthesis, a semicolon, and at the end.
  bool at_end_of_item() const;
  /// The text up to there; goes past it. Commas in parentheses end nothing.
  std::string rest_of_item();

  std::size_t position() const { return at_; }
  /// Where in the text the token at hand begins, in bytes.
  std::size_t offset() const;
  /// The text from a position up to the one at hand.
  std::string text_since(std::size_t position) const;
  /// The tokens from a position up to the one at hand.
  std::vector<SqlToken> tokens_since(std::size_t position) const;

 private:
  std::string_view sql_;
  std::vector<SqlToken> tokens_;
  std::size_t at_ = 0;
};

}  // namespace whimbrel::sdk
