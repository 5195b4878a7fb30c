// Bodies of stored programs: where the semicolons stand that end no statement.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel {

/// Follows one statement token by token and knows whether it is inside of parentheses, of a body
/// (BEGIN ... END, BEGIN ATOMIC ... END, a package) or of a control statement that is a body by
/// itself. Borrows the syntax and the script. [one thread at a time]
class BodyTracker {
 public:
  explicit BodyTracker(const Syntax& syntax) : syntax_(&syntax) {}

  /// A new statement begins.
  void restart();
  /// Takes the next token, which is no comment; `next` is the one behind it, or null.
  void see(const SqlToken& token, const SqlToken* next);
  /// True while a semicolon ends no statement.
  bool open() const { return parentheses_ > 0 || !frames_.empty(); }

 private:
  enum class State { start, heading, routine, plain };
  enum class Frame { block, package, case_, if_, loop, while_, repeat };
  /// A routine inside a package: none, its heading, or its declarations before BEGIN.
  enum class Inner { none, heading, declarations };

  void see_symbol(const SqlToken& symbol);
  void see_first_word(const SqlToken& word, const SqlToken* next);
  void see_heading_word(const SqlToken& word);
  void see_body_word(const SqlToken& word, const SqlToken* next);
  void see_package_word(const SqlToken& word);
  void see_begin(const SqlToken* next);
  void see_end(const SqlToken* next);
  void see_control_word(const SqlToken& word, const SqlToken* next);
  void close_block();
  bool begin_is_name(const SqlToken* next) const;
  bool after_statement() const;
  bool at_statement_start() const;
  bool at_routine_body() const;
  bool previous_is(char symbol) const { return previous_ && previous_->is_symbol(symbol); }
  bool previous_is(std::string_view word) const { return previous_ && previous_->is(word); }
  const SqlToken* previous() const { return previous_ ? &*previous_ : nullptr; }
  bool top_is(Frame frame) const { return !frames_.empty() && frames_.back() == frame; }

  const Syntax* syntax_;
  State state_ = State::start;
  std::vector<Frame> frames_;
  std::size_t parentheses_ = 0;
  bool package_ = false;
  Inner inner_ = Inner::none;
  std::optional<SqlToken> previous_;
};

}  // namespace whimbrel
