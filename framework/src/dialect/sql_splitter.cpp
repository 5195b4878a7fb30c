#include "whimbrel/dialect/sql_splitter.h"

#include <algorithm>
#include <array>

#include "sql_lexer_parts.h"
#include "sql_lexer_stream.h"
#include "sql_splitter_body.h"

namespace whimbrel {
namespace {

using Kind = SqlToken::Kind;

/// True for what begins a statement that may hold semicolons of its own. When the script has set
/// its own end mark, such a statement is cut there and nowhere else.
bool may_hold_body(const SqlToken& first) {
  constexpr std::array<std::string_view, 10> words = {"create", "alter", "begin", "declare", "if",
                                                      "case",   "loop",  "while", "repeat",  "for"};
  return first.text.starts_with("/*") ||
         std::any_of(words.begin(), words.end(), [&](auto word) { return first.is(word); });
}

std::optional<SqlToken> next_but_comments(TokenStream& tokens) {
  std::optional<SqlToken> token = tokens.next();
  while (token && token->kind == Kind::comment) token = tokens.next();
  return token;
}

class Splitter {
 public:
  Splitter(std::string_view script, const Syntax& syntax)
      : script_(script), syntax_(syntax), body_(syntax) {}

  std::vector<ScriptStatement> run() {
    TokenStream tokens(script_, syntax_);
    std::optional<SqlToken> next = next_but_comments(tokens);
    while (next) {
      const SqlToken token = *next;
      next = next_but_comments(tokens);
      see(token, next ? &*next : nullptr);
    }
    finish();
    return std::move(statements_);
  }

 private:
  void see(const SqlToken& token, const SqlToken* next);
  void see_client_command(const SqlToken& token);
  bool ends_statement(const SqlToken& token) const;
  bool only_client_reads(const SqlToken& token) const;
  void take_up_to(std::size_t end);
  void finish();

  std::string_view script_;
  const Syntax& syntax_;
  BodyTracker body_;
  std::vector<ScriptStatement> statements_;
  std::string_view delimiter_ = ";";
  std::optional<SqlToken> first_;  // of the statement at hand
  std::string text_;               // of the statement at hand, as far as it is taken
  std::size_t taken_ = 0;
  std::size_t end_ = 0;  // of its last token but semicolons
};

void Splitter::see(const SqlToken& token, const SqlToken* next) {
  if (token.kind == Kind::client) return see_client_command(token);
  if (token.kind == Kind::rows) {
    finish();
    if (!statements_.empty()) statements_.back().rows = token.text;
    return;
  }
  if (ends_statement(token)) return finish();
  if (only_client_reads(token)) {
    if (first_) take_up_to(token.offset);
    taken_ = token.offset + 1;
    return;
  }
  const bool semicolon = token.is_symbol(';');
  if (!first_ && semicolon) return;
  if (!first_) {
    first_ = token;
    taken_ = token.offset;
  }
  if (!semicolon) end_ = token.offset + token.text.size();
  body_.see(token, next);
}

void Splitter::see_client_command(const SqlToken& token) {
  finish();
  if (token.text.front() == '\\') {
    statements_.push_back({std::string(token.text), token.line, true, {}});
    return;
  }
  const std::string_view mark = lexer::delimiter_of(token.text);
  if (!mark.empty()) delimiter_ = mark;
}

bool Splitter::ends_statement(const SqlToken& token) const {
  if (token.kind != Kind::symbol) return false;
  if (delimiter_ != ";" && token.text == delimiter_) return true;
  if (!token.is_symbol(';') || body_.open()) return false;
  return delimiter_ == ";" || (first_ && !may_hold_body(*first_));
}

/// The client programs that know DELIMITER also take away a backslash at the end of a line.
bool Splitter::only_client_reads(const SqlToken& token) const {
  return syntax_.delimiter_command && token.is_symbol('\\') &&
         lexer::end_of_line(script_, token.offset) == token.offset + 1;
}

void Splitter::take_up_to(std::size_t end) {
  if (end > taken_) text_ += script_.substr(taken_, end - taken_);
}

void Splitter::finish() {
  if (first_) {
    take_up_to(end_);
    statements_.push_back({std::move(text_), first_->line, false, {}});
  }
  text_.clear();
  first_.reset();
  body_.restart();
}

}  // namespace

std::vector<ScriptStatement> split_script(std::string_view script, const Syntax& syntax) {
  return Splitter(script, syntax).run();
}

}  // namespace whimbrel
