// Definitions of indexes and constraints as the server writes them, token by token.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "syntax.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/model/dialect_text.h"

namespace whimbrel::postgresql {

/// Reads the tokens of a definition from left to right. What it does not find it leaves alone.
/// Borrows the text. [one thread at a time]
class DefinitionReader {
 public:
  explicit DefinitionReader(std::string_view definition)
      : definition_(definition), tokens_(lex(definition, postgresql_syntax())) {}

  bool done() const { return at_ >= tokens_.size(); }
  bool at_word(std::string_view word) const { return !done() && tokens_[at_].is(word); }
  bool at_symbol(char c) const { return !done() && tokens_[at_].is_symbol(c); }
  bool take_word(std::string_view word) { return at_word(word) && (++at_, true); }
  bool take_symbol(char c) { return at_symbol(c) && (++at_, true); }
  void skip() { ++at_; }

  Identifier take_name() {
    if (done()) return {};
    return Identifier(unquoted(tokens_[at_++]));
  }

  /// Past the parenthesis that closes the one at hand.
  void skip_group() {
    int depth = 0;
    do {
      if (at_symbol('(')) ++depth;
      if (at_symbol(')')) --depth;
      skip();
    } while (!done() && depth > 0);
  }

  size_t place() const { return at_; }

  /// The text from the token `from` up to the one at hand.
  std::string text_since(size_t from) const {
    if (from >= at_) return {};
    const size_t begin = tokens_[from].offset;
    const size_t end = tokens_[at_ - 1].offset + tokens_[at_ - 1].text.size();
    return std::string(definition_.substr(begin, end - begin));
  }

  std::string rest() {
    const size_t from = at_;
    at_ = tokens_.size();
    return text_since(from);
  }

 private:
  std::string_view definition_;
  std::vector<SqlToken> tokens_;
  size_t at_ = 0;
};

/// `column`, `function(...)` or `(expression)`: what the server writes before the modifiers.
std::variant<Identifier, Expression> take_key(DefinitionReader& reader);

}  // namespace whimbrel::postgresql
