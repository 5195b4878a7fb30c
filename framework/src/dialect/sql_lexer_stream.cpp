#include "sql_lexer_stream.h"

#include <algorithm>

#include "sql_lexer_parts.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

using Kind = SqlToken::Kind;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

TokenStream::TokenStream(std::string_view script, const Syntax& syntax)
    : script_(script), settings_(syntax), syntax_(&settings_.syntax()) {
  if (script_.starts_with(kByteOrderMark)) position_ = kByteOrderMark.size();
}

void TokenStream::end_statement() {
  settings_.end_statement();
  syntax_ = &settings_.syntax();
}

void TokenStream::move_to(std::size_t end) {
  const std::string_view passed = script_.substr(position_, end - position_);
  line_ += static_cast<int>(std::count(passed.begin(), passed.end(), '\n'));
  position_ = end;
}

void TokenStream::skip_white_space() {
  while (position_ < script_.size() && lexer::is_white_space(script_[position_])) {
    const bool line_end = script_[position_++] == '\n';
    if (!line_end) continue;
    ++line_;
    line_start_ = true;
    if (copy_ == Copy::rows_follow) {
      copy_ = Copy::rows;
      return;
    }
  }
}

SqlToken TokenStream::take(Part part) {
  const SqlToken token{part.kind, script_.substr(position_, part.end - position_), position_,
                       line_};
  move_to(part.end);
  return token;
}

// The rows begin on the line after the COPY statement; the mark that ends them is not one of them.
std::optional<SqlToken> TokenStream::take_rows() {
  copy_ = Copy::no;
  std::optional<SqlToken> rows;
  const std::size_t end = lexer::end_of_rows(script_, position_);
  if (end > position_) rows = take({SqlToken::Kind::rows, end});
  move_to(lexer::end_of_line(script_, position_));
  return rows;
}

std::optional<SqlToken> TokenStream::next() {
  skip_white_space();
  if (copy_ == Copy::rows) {
    if (std::optional<SqlToken> rows = take_rows()) return rows;
    skip_white_space();
  }
  if (position_ == script_.size()) return std::nullopt;
  const SqlToken token = take(part());
  note(token);
  return token;
}

// Keeps what the reading of later tokens depends on.
void TokenStream::note(const SqlToken& token) {
  line_start_ = false;
  if (token.kind == Kind::comment) return;
  if (!syntax_->settings.empty() && token.text != delimiter_) settings_.see(token);
  const char letter = static_cast<char>(token.text.front() | 0x20);
  escape_string_ = token.kind == Kind::string && syntax_->e_strings &&
                   (letter == 'e' || (letter == '\'' && escape_string_));
  const bool first = statement_start_;
  statement_start_ = token.kind == Kind::client || token.text == delimiter_;
  if (token.kind == Kind::client) {
    const std::string_view mark =
        token.text[0] == '\\' ? std::string_view() : lexer::delimiter_of(token.text);
    if (!mark.empty()) delimiter_ = mark;
    copy_ = Copy::no;
  } else if (statement_start_) {
    copy_ = copy_ == Copy::from_stdin ? Copy::rows_follow : Copy::no;
  } else if (syntax_->copy_from_stdin && first && token.is("copy")) {
    copy_ = Copy::copy;
  } else {
    note_word(token);
  }
}

void TokenStream::note_word(const SqlToken& token) {
  if (copy_ == Copy::rows_follow) {
    copy_ = Copy::no;  // rows begin on the next line only when nothing else stands on this one
  } else if (copy_ == Copy::copy && token.is("from")) {
    copy_ = Copy::from;
  } else if (copy_ == Copy::from) {
    copy_ = token.is("stdin") ? Copy::from_stdin : Copy::copy;
  }
}

TokenStream::Part TokenStream::part() const {
  const char c = script_[position_];
  if (delimiter_at(position_)) return {Kind::symbol, position_ + delimiter_.size()};
  if (opens_line_comment()) return {Kind::comment, lexer::end_of_line(script_, position_)};
  if (c == '/' && at(position_ + 1) == '*') return block_comment();
  if (opens_client_command()) return {Kind::client, lexer::end_of_line(script_, position_)};
  if (c == '\'' || c == '"' || (c == '`' && syntax_->backtick_names) ||
      (c == '[' && syntax_->bracket_names)) {
    return quoted();
  }
  if (lexer::is_digit(c) || (c == '.' && lexer::is_digit(at(position_ + 1)))) return number();
  if (lexer::is_word_character(c)) return word();
  return {Kind::symbol, position_ + 1};
}

bool TokenStream::opens_line_comment() const {
  const char c = script_[position_];
  if (c == '#') return syntax_->hash_comments;
  if (c != '-' || at(position_ + 1) != '-') return false;
  return !syntax_->dash_comment_needs_space || position_ + 2 >= script_.size() ||
         static_cast<unsigned char>(at(position_ + 2)) <= ' ';
}

bool TokenStream::opens_client_command() const {
  if (syntax_->client_commands && script_[position_] == '\\') {
    return line_start_ || statement_start_;
  }
  constexpr std::size_t length = std::string_view("delimiter").size();
  return syntax_->delimiter_command && statement_start_ &&
         same_word(script_.substr(position_, length), "delimiter") &&
         (position_ + length == script_.size() || lexer::is_white_space(at(position_ + length)));
}

TokenStream::Part TokenStream::block_comment() const {
  const std::string_view text = script_.substr(position_);
  if (syntax_->executable_comments && (text.starts_with("/*!") || text.starts_with("/*M!"))) {
    return {Kind::word,
            lexer::end_of_executable_comment(script_, position_, syntax_->backslash_escapes)};
  }
  return {Kind::comment, lexer::end_of_block_comment(script_, position_, syntax_->nested_comments)};
}

TokenStream::Part TokenStream::quoted() const {
  const char open = script_[position_];
  const bool is_string = open == '\'' || (open == '"' && syntax_->double_quotes_are_strings);
  const bool escapes =
      is_string && (syntax_->backslash_escapes || (open == '\'' && escape_string_));
  const char close = open == '[' ? ']' : open;
  return {is_string ? Kind::string : Kind::quoted_name,
          lexer::end_of_quoted(script_, position_, close, escapes)};
}

TokenStream::Part TokenStream::word() const {
  if (script_[position_] == '$' && syntax_->dollar_quotes) {
    const std::size_t end = lexer::end_of_dollar_quote(script_, position_);
    if (end != position_) return {Kind::string, end};
  }
  if (at(position_ + 1) == '\'') {
    const char prefix = static_cast<char>(script_[position_] | 0x20);
    const bool escapes = prefix == 'e' && syntax_->e_strings;
    if (escapes || prefix == 'n' || prefix == 'b' || prefix == 'x') {
      return {Kind::string, lexer::end_of_quoted(script_, position_ + 1, '\'',
                                                 escapes || syntax_->backslash_escapes)};
    }
  }
  return {Kind::word, end_of_word(position_)};
}

// What begins with digits and goes on as a name is a name where that is allowed, and an error of
// the script elsewhere.
TokenStream::Part TokenStream::number() const {
  const std::size_t end = lexer::end_of_number(script_, position_);
  const std::size_t word_end = end_of_word(end);
  return {word_end == end ? Kind::number : Kind::word, word_end};
}

std::size_t TokenStream::end_of_word(std::size_t start) const {
  std::size_t end = start;
  while (end < script_.size() && lexer::is_word_character(script_[end]) && !delimiter_at(end)) {
    ++end;
  }
  return end;
}

bool TokenStream::delimiter_at(std::size_t position) const {
  return at(position) == delimiter_.front() &&
         script_.substr(position, delimiter_.size()) == delimiter_;
}

}  // namespace whimbrel
