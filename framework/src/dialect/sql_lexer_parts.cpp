#include "sql_lexer_parts.h"

#include <algorithm>

#include "whimbrel/core/text.h"

namespace whimbrel::lexer {
namespace {

constexpr std::size_t kLongestDelimiter = 15;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char at(std::string_view text, std::size_t position) {
  return position < text.size() ? text[position] : '\0';
}

std::size_t or_end(std::size_t found, std::string_view text) {
  return found == std::string_view::npos ? text.size() : found;
}

// Digits of any base, and the underscores that some dialects allow between them.
std::size_t end_of_digits(std::string_view text, std::size_t position, bool hexadecimal) {
  while (is_digit(at(text, position)) || at(text, position) == '_' ||
         (hexadecimal && is_letter(at(text, position)))) {
    ++position;
  }
  return position;
}

std::size_t end_of_exponent(std::string_view text, std::size_t position) {
  if ((at(text, position) | 0x20) != 'e') return position;
  const char sign = at(text, position + 1);
  const std::size_t digits = position + (sign == '+' || sign == '-' ? 2 : 1);
  return is_digit(at(text, digits)) ? end_of_digits(text, digits, false) : position;
}

}  // namespace

bool is_white_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_word_character(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 128;
}

std::size_t end_of_quoted(std::string_view text, std::size_t start, char close,
                          bool backslash_escapes) {
  for (std::size_t position = start + 1; position < text.size(); ++position) {
    if (text[position] == close) {
      if (at(text, position + 1) != close) return position + 1;
      ++position;
    } else if (text[position] == '\\' && backslash_escapes) {
      ++position;
    }
  }
  return text.size();
}

std::size_t end_of_dollar_quote(std::string_view text, std::size_t start) {
  std::size_t position = start + 1;
  if (is_digit(at(text, position))) return start;
  while (at(text, position) != '$' && is_word_character(at(text, position))) ++position;
  if (at(text, position) != '$') return start;
  // A tag holds no dollar sign, so the search looks at each character a fixed number of times.
  const std::string_view tag = text.substr(start, position + 1 - start);
  const std::size_t found = text.find(tag, position + 1);
  return found == std::string_view::npos ? text.size() : found + tag.size();
}

std::size_t end_of_block_comment(std::string_view text, std::size_t start, bool nested) {
  std::size_t depth = 1;
  for (std::size_t position = start + 2; position < text.size(); ++position) {
    if (text[position] == '*' && at(text, position + 1) == '/') {
      ++position;
      if (--depth == 0) return position + 1;
    } else if (nested && text[position] == '/' && at(text, position + 1) == '*') {
      ++position;
      ++depth;
    }
  }
  return text.size();
}

std::size_t end_of_executable_comment(std::string_view text, std::size_t start,
                                      bool backslash_escapes) {
  for (std::size_t position = start + 2; position < text.size();) {
    const char c = text[position];
    if (c == '*' && at(text, position + 1) == '/') return position + 2;
    if (c == '/' && at(text, position + 1) == '*') {
      position = end_of_block_comment(text, position, false);
    } else if (c == '\'' || c == '"' || c == '`') {
      position = end_of_quoted(text, position, c, backslash_escapes && c != '`');
    } else {
      ++position;
    }
  }
  return text.size();
}

std::size_t end_of_number(std::string_view text, std::size_t start) {
  const char base = static_cast<char>(at(text, start + 1) | 0x20);
  if (text[start] == '0' && (base == 'x' || base == 'o' || base == 'b')) {
    return end_of_digits(text, start + 2, base == 'x');
  }
  std::size_t position = end_of_digits(text, start, false);
  // Two dots are a range, not the end of a number.
  if (at(text, position) == '.' && at(text, position + 1) != '.') {
    position = end_of_digits(text, position + 1, false);
  }
  return end_of_exponent(text, position);
}

std::size_t end_of_line(std::string_view text, std::size_t start) {
  const std::size_t end = or_end(text.find('\n', start), text);
  return end > start && text[end - 1] == '\r' ? end - 1 : end;
}

std::size_t end_of_rows(std::string_view text, std::size_t start) {
  for (std::size_t line = start; line < text.size();) {
    if (text.substr(line, end_of_line(text, line) - line) == "\\.") return line;
    line = std::min(text.size(), or_end(text.find('\n', line), text) + 1);
  }
  return text.size();
}

std::string_view delimiter_of(std::string_view command) {
  constexpr std::string_view white_space = " \t\r\n\f\v";
  const std::size_t word = command.find_first_of(white_space);
  if (word == std::string_view::npos) return {};
  std::string_view mark = trimmed(command.substr(word));
  mark = mark.substr(0, mark.find_first_of(white_space));
  if (mark.size() > 2 && mark.front() == mark.back() &&
      std::string_view("'\"`").find(mark.front()) != std::string_view::npos) {
    mark = mark.substr(1, mark.size() - 2);
  }
  return mark.substr(0, kLongestDelimiter);
}

}  // namespace whimbrel::lexer
