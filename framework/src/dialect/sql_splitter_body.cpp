#include "sql_splitter_body.h"

#include <algorithm>
#include <initializer_list>

namespace whimbrel {
namespace {

bool is_one_of(const SqlToken* token, std::initializer_list<std::string_view> words) {
  return token && token->kind == SqlToken::Kind::word &&
         std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return token->is(word); });
}

/// What may stand behind END to name the control statement that it closes.
bool is_control_word(const SqlToken* token) {
  return is_one_of(token, {"if", "loop", "while", "repeat", "for"});
}

}  // namespace

void BodyTracker::restart() { *this = BodyTracker(*syntax_); }

void BodyTracker::see(const SqlToken& token, const SqlToken* next) {
  if (token.kind == SqlToken::Kind::symbol) {
    see_symbol(token);
  } else if (token.kind == SqlToken::Kind::word) {
    switch (state_) {
      case State::start:
        see_first_word(token, next);
        break;
      case State::heading:
        see_heading_word(token);
        break;
      case State::routine:
        see_body_word(token, next);
        break;
      case State::plain:
        break;
    }
  } else if (state_ == State::start) {
    state_ = State::plain;
  }
  previous_ = token;
}

void BodyTracker::see_symbol(const SqlToken& symbol) {
  if (symbol.is_symbol('(')) {
    ++parentheses_;
  } else if (symbol.is_symbol(')') && parentheses_ > 0) {
    --parentheses_;
  } else if (symbol.is_symbol(';') && inner_ == Inner::heading) {
    inner_ = Inner::none;
  }
}

void BodyTracker::see_first_word(const SqlToken& word, const SqlToken* next) {
  const bool bodies = syntax_->compound_bodies || syntax_->atomic_bodies;
  state_ = State::plain;
  if (bodies && is_one_of(&word, {"create", "alter"})) {
    state_ = State::heading;
  } else if (syntax_->compound_bodies && word.is("begin") && next && next->is("not")) {
    // BEGIN NOT ATOMIC is a block that stands alone; any other BEGIN opens a transaction.
    state_ = State::routine;
    frames_.push_back(Frame::block);
  }
}

void BodyTracker::see_heading_word(const SqlToken& word) {
  if (previous_is('=') || previous_is('@') || word.text.starts_with("/*")) return;  // the definer
  if (is_one_of(&word, {"or", "replace", "temp", "temporary", "aggregate", "definer"})) return;
  state_ = State::plain;
  if (is_one_of(&word, {"function", "procedure"}) ||
      (syntax_->compound_bodies && is_one_of(&word, {"trigger", "event", "package"}))) {
    state_ = State::routine;
    package_ = word.is("package");
  }
}

void BodyTracker::see_body_word(const SqlToken& word, const SqlToken* next) {
  if (previous_is('.')) return;
  if (word.is("begin")) {
    see_begin(next);
  } else if (word.is("end")) {
    see_end(next);
  } else if (word.is("case")) {
    if (!previous_is("end")) frames_.push_back(Frame::case_);
  } else if (package_ && is_one_of(&word, {"as", "is", "function", "procedure"})) {
    see_package_word(word);
  } else if (syntax_->compound_bodies) {
    see_control_word(word, next);
  }
}

void BodyTracker::see_package_word(const SqlToken& word) {
  const bool heading = is_one_of(&word, {"function", "procedure"});
  if (frames_.empty() && !heading) {
    frames_.push_back(Frame::package);
  } else if (top_is(Frame::package) && heading) {
    inner_ = Inner::heading;
  } else if (inner_ == Inner::heading) {
    inner_ = Inner::declarations;
  }
}

void BodyTracker::see_begin(const SqlToken* next) {
  if (parentheses_ > 0 || begin_is_name(next)) return;
  // The statements that set a package up share its END.
  if (top_is(Frame::package) && inner_ != Inner::declarations) return;
  inner_ = Inner::none;
  frames_.push_back(Frame::block);
}

// BEGIN is no reserved word everywhere: a column may have that name.
bool BodyTracker::begin_is_name(const SqlToken* next) const {
  if (!syntax_->compound_bodies) return !next || !next->is("atomic");
  if (previous_is(',') || previous_is('@')) return true;
  return next && next->kind == SqlToken::Kind::symbol && !next->is_symbol('(');
}

void BodyTracker::see_end(const SqlToken* next) {
  if (frames_.empty()) return;
  const Frame top = frames_.back();
  const bool control = is_control_word(next);
  const bool closes_control = (top == Frame::if_ && next && next->is("if")) ||
                              (top == Frame::loop && next && next->is("loop")) ||
                              (top == Frame::while_ && next && next->is("while")) ||
                              (top == Frame::repeat && next && next->is("repeat"));
  if (closes_control || (top == Frame::case_ && !control)) {
    frames_.pop_back();
  } else if (!control && after_statement()) {
    close_block();
  }
}

// Control statements inside a block end with it at the latest.
void BodyTracker::close_block() {
  while (!frames_.empty()) {
    const Frame frame = frames_.back();
    frames_.pop_back();
    if (frame == Frame::block || frame == Frame::package) return;
  }
}

void BodyTracker::see_control_word(const SqlToken& word, const SqlToken* next) {
  if (frames_.empty() && word.is("then")) {
    // Outside of a block, and of CASE, only the IF that is the body itself has a THEN.
    frames_.push_back(Frame::if_);
    return;
  }
  const bool starts = frames_.empty() ? at_routine_body() : at_statement_start();
  if (!starts) return;
  if (word.is("if") && !frames_.empty()) {
    frames_.push_back(Frame::if_);
  } else if (word.is("loop")) {
    frames_.push_back(Frame::loop);
  } else if (word.is("while")) {
    frames_.push_back(Frame::while_);
  } else if (word.is("repeat") && !(next && next->is_symbol('('))) {
    frames_.push_back(Frame::repeat);
  }
}

/// True where END can close a block: elsewhere it is a name or belongs to CASE.
bool BodyTracker::after_statement() const {
  return previous_is(';') || is_one_of(previous(), {"begin", "atomic"});
}

bool BodyTracker::at_statement_start() const {
  return previous_is(';') || previous_is(':') ||
         is_one_of(previous(), {"begin", "then", "else", "do", "loop", "repeat"});
}

/// True behind what may end the heading of a routine.
bool BodyTracker::at_routine_body() const {
  return previous_is(')') || previous_is(':') ||
         (previous_ && previous_->kind == SqlToken::Kind::string) ||
         is_one_of(previous(), {"row", "do", "deterministic", "sql", "data", "definer", "invoker"});
}

}  // namespace whimbrel
