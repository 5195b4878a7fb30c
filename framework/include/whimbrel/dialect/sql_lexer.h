// SQL text to tokens, for any dialect that Syntax can describe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/dialect/syntax.h"

namespace whimbrel {

struct SqlToken {
  enum class Kind {
    word,         ///< key word, bare name, or an executable comment as a whole
    quoted_name,  ///< "a", `a` or [a]
    string,       ///< 'a', E'a', $$a$$, x'00', or "a" where that is a string
    number,
    symbol,   ///< one character, or the mark that DELIMITER set
    comment,  ///< with its marks
    client,   ///< a command to the client program, the whole line
    rows,     ///< the rows after COPY ... FROM stdin;
  };
  Kind kind = Kind::symbol;
  std::string_view text;  ///< as it stands in the script
  std::size_t offset = 0;
  int line = 1;

  /// True for a word that is `key_word` in any case.
  bool is(std::string_view key_word) const;
  bool is_symbol(char c) const;
};

/// The tokens of `script`, white space left out, comments kept; texts are views into `script`. What
/// is not closed (a string, a comment) reaches to the end. A SET statement in it that changes the
/// reading (Syntax::settings) does so behind its end. One pass, linear, no recursion. Pure.
std::vector<SqlToken> lex(std::string_view script, const Syntax& syntax);

/// The name that a word or quoted-name token means: quotes taken off, inner doubling undone; a bare
/// word as it is written. Of a string token: its characters, as far as plain quotes go.
std::string unquoted(const SqlToken& token);

}  // namespace whimbrel
