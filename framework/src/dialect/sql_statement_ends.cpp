#include "sql_statement_ends.h"

#include <algorithm>
#include <array>

#include "sql_lexer_parts.h"

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

}  // namespace

bool StatementEnds::see(const SqlToken& token) {
  if (token.kind == Kind::comment) return false;
  if (waiting_) body_.see(*waiting_, &token);
  waiting_.reset();
  if (token.kind == Kind::client) {
    const std::string_view mark =
        token.text.front() == '\\' ? std::string_view() : lexer::delimiter_of(token.text);
    if (!mark.empty()) delimiter_ = mark;
  }
  if (token.kind == Kind::client || token.kind == Kind::rows || is_end(token)) {
    restart();
    return true;
  }
  if (only_client_reads(token)) return false;
  if (!first_ && token.is_symbol(';')) return false;
  if (!first_) first_ = token;
  if (token.kind == Kind::word)
    waiting_ = token;
  else
    body_.see(token, nullptr);
  return false;
}

bool StatementEnds::is_end(const SqlToken& token) const {
  if (token.kind != Kind::symbol) return false;
  if (delimiter_ != ";" && token.text == delimiter_) return true;
  if (!token.is_symbol(';') || body_.open()) return false;
  return delimiter_ == ";" || (first_ && !may_hold_body(*first_));
}

bool StatementEnds::only_client_reads(const SqlToken& token) const {
  return syntax_.delimiter_command && token.is_symbol('\\') &&
         lexer::end_of_line(script_, token.offset) == token.offset + 1;
}

void StatementEnds::restart() {
  first_.reset();
  waiting_.reset();
  body_.restart();
}

}  // namespace whimbrel
