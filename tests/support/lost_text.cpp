#include "support/lost_text.h"

#include <algorithm>
#include <vector>

#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/dialect/sql_splitter.h"

namespace whimbrel::test {
namespace {

using Kind = SqlToken::Kind;

std::size_t end_of(const SqlToken& token) { return token.offset + token.text.size(); }

bool is_delimiter_command(const SqlToken& token) {
  return token.kind == Kind::client && token.text.front() != '\\';
}

/// The mark that a DELIMITER command sets, when it is of one character; longer ones need no
/// telling.
std::string mark_of(const SqlToken& command) {
  std::string mark(trimmed(command.text.substr(std::string_view("DELIMITER").size())));
  mark = mark.substr(0, mark.find_first_of(" \t\f\v\r"));
  const bool quoted =
      mark.size() == 3 && mark.front() == mark.back() && mark.find_first_of("'\"`") == 0;
  return quoted ? mark.substr(1, 1) : mark;
}

bool is_backslash_at_line_end(std::string_view script, std::size_t position) {
  const std::string_view rest = script.substr(position);
  return rest == "\\" || rest.starts_with("\\\n") || rest == "\\\r" || rest.starts_with("\\\r\n");
}

/// Walks through the tokens of a script beside the statements that the splitter made of it.
class Walk {
 public:
  Walk(std::string_view script, const Syntax& syntax)
      : script_(script), tokens_(lex(script, syntax)), syntax_(syntax) {}

  std::string problem_with_tokens() const;
  std::string problem_with(const ScriptStatement& statement);
  std::string problem_with_end();

 private:
  void skip_what_may_be_lost();
  bool may_be_lost(const SqlToken& token);
  std::size_t end_of_statement(std::size_t start, std::string_view text) const;
  std::string at_token(const std::string& problem) const;

  std::string_view script_;
  std::vector<SqlToken> tokens_;
  const Syntax& syntax_;
  std::string mark_ = ";";
  std::size_t next_ = 0;
  TextPlace place_;
  std::size_t placed_ = 0;  // the byte that place_ is of
};

// The tokens themselves leave out nothing but white space, a byte order mark and the ends of rows.
std::string Walk::problem_with_tokens() const {
  std::size_t end = script_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (std::size_t i = 0; i <= tokens_.size(); ++i) {
    const std::size_t start = i < tokens_.size() ? tokens_[i].offset : script_.size();
    std::string_view gap = trimmed(script_.substr(end, start - end));
    if (syntax_.copy_from_stdin && gap.starts_with("\\.")) gap.remove_prefix(2);
    if (start < end || !gap.empty()) return "no token at byte " + std::to_string(end);
    if (i < tokens_.size()) end = end_of(tokens_[i]);
  }
  return {};
}

std::string Walk::problem_with(const ScriptStatement& statement) {
  skip_what_may_be_lost();
  if (next_ == tokens_.size()) return "a statement behind the end: " + statement.text;
  const SqlToken& first = tokens_[next_];
  place_ = place_after(place_, script_.substr(placed_, first.offset - placed_));
  placed_ = first.offset;
  if (statement.line != place_.line || statement.line != first.line)
    return at_token("another line: " + statement.text);
  if (statement.column != place_.column) return at_token("another column: " + statement.text);
  const std::size_t end = end_of_statement(first.offset, statement.text);
  if (end == std::string_view::npos) return at_token("another text: " + statement.text);
  while (next_ < tokens_.size() && tokens_[next_].offset < end) ++next_;
  if (end_of(tokens_[next_ - 1]) > end) return at_token("a token is cut: " + statement.text);
  if (statement.rows.empty()) return {};
  while (next_ < tokens_.size() && tokens_[next_].kind != Kind::rows) ++next_;
  if (next_ == tokens_.size()) return "rows behind the end";
  // From the end of the statement, end mark and comments included, to the last row.
  const std::size_t rows_end = end_of(tokens_[next_++]);
  if (script_.substr(end, rows_end - end) != statement.rows) return "other rows";
  return {};
}

std::string Walk::problem_with_end() {
  skip_what_may_be_lost();
  return next_ == tokens_.size() ? std::string() : at_token("lost");
}

void Walk::skip_what_may_be_lost() {
  while (next_ < tokens_.size() && may_be_lost(tokens_[next_])) ++next_;
}

bool Walk::may_be_lost(const SqlToken& token) {
  if (is_delimiter_command(token)) {
    const std::string mark = mark_of(token);
    if (!mark.empty()) mark_ = mark;
    return true;
  }
  if (token.kind == Kind::comment) return true;
  if (token.kind != Kind::symbol) return false;
  if (token.is_symbol(';') || token.text.size() > 1) return true;
  if (token.text == mark_) return true;
  return syntax_.delimiter_command && is_backslash_at_line_end(script_, token.offset);
}

/// Where `text` ends that begins at `start`, or npos when something else stands there.
std::size_t Walk::end_of_statement(std::size_t start, std::string_view text) const {
  std::size_t position = start;
  for (const char c : text) {
    while (position < script_.size() && script_[position] != c && syntax_.delimiter_command &&
           is_backslash_at_line_end(script_, position)) {
      ++position;
    }
    if (position == script_.size() || script_[position] != c) return std::string_view::npos;
    ++position;
  }
  return position;
}

std::string Walk::at_token(const std::string& problem) const {
  if (next_ >= tokens_.size()) return problem;
  const SqlToken& token = tokens_[next_];
  return "line " + std::to_string(token.line) + ", at " + std::string(token.text) + ": " + problem;
}

/// Splits a text that is one statement; what a script says before it counts no more.
std::string problem_with_repetition(const ScriptStatement& statement, const Syntax& syntax) {
  const std::string whole = statement.text + statement.rows;
  if (whole.starts_with("\xEF\xBB\xBF")) return {};  // a mark at the beginning of a script
  // These open a comment at the end of a script as they do before white space.
  if (syntax.dash_comment_needs_space && whole.ends_with("--")) return {};
  const std::vector<ScriptStatement> again = split_script(whole, syntax);
  if (again.size() != 1 || again[0].text != statement.text || again[0].rows != statement.rows)
    return "another split by itself: " + statement.text;
  return {};
}

}  // namespace

std::string lost_text(std::string_view script, const Syntax& syntax) {
  Walk walk(script, syntax);
  if (const std::string problem = walk.problem_with_tokens(); !problem.empty()) return problem;
  for (const ScriptStatement& statement : split_script(script, syntax)) {
    if (const std::string problem = walk.problem_with(statement); !problem.empty()) return problem;
    if (syntax.delimiter_command || !syntax.settings.empty() || statement.client_command) continue;
    if (const std::string problem = problem_with_repetition(statement, syntax); !problem.empty())
      return problem;
  }
  return walk.problem_with_end();
}

}  // namespace whimbrel::test
