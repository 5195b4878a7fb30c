// SQL text to tokens, one at a time.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "sql_reading_settings.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel {

/// Gives the tokens that `lex` gives, in the same order, without keeping them. Borrows the script
/// and the syntax. [one thread at a time]
class TokenStream {
 public:
  TokenStream(std::string_view script, const Syntax& syntax);

  /// The next token, or nothing at the end of the script.
  std::optional<SqlToken> next();

  /// Says that the statement at hand ended with the last token. Which end marks do that is known
  /// to StatementEnds; without it nothing that a SET statement says holds.
  void end_statement();

 private:
  /// What stands at the current place, and where it ends.
  struct Part {
    SqlToken::Kind kind;
    std::size_t end;
  };
  /// How far the statement at hand is one whose rows follow in the script.
  enum class Copy { no, copy, from, from_stdin, rows_follow, rows };

  char at(std::size_t position) const {
    return position < script_.size() ? script_[position] : '\0';
  }
  void move_to(std::size_t end);
  void skip_white_space();
  SqlToken take(Part part);
  std::optional<SqlToken> take_rows();
  void note(const SqlToken& token);
  void note_word(const SqlToken& token);

  Part part() const;
  bool opens_line_comment() const;
  bool opens_client_command() const;
  Part block_comment() const;
  Part quoted() const;
  Part word() const;
  Part number() const;
  std::size_t end_of_word(std::size_t start) const;
  bool delimiter_at(std::size_t position) const;

  std::string_view script_;
  ReadingSettings settings_;
  const Syntax* syntax_;  // what holds now
  std::size_t position_ = 0;
  int line_ = 1;
  std::string_view delimiter_ = ";";
  bool line_start_ = true;       // only white space so far on this line
  bool statement_start_ = true;  // only comments so far in this statement
  // An E'...' string goes on in a '...' right behind it, and there a backslash escapes as well.
  bool escape_string_ = false;
  Copy copy_ = Copy::no;
};

}  // namespace whimbrel
