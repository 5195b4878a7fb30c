#include "expression_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <vector>

#include "product.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mysql_family {
namespace {

using Kind = SqlToken::Kind;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The introducer names the character set of the session that stored the expression. Every one of
// these means the same as utf8mb4 for ASCII text, and the UTF-8 ones for all text.
bool says_nothing(const SqlToken& introducer, const SqlToken& string) {
  if (introducer.is("_utf8mb4") || introducer.is("_utf8mb3") || introducer.is("_utf8")) return true;
  return (introducer.is("_latin1") || introducer.is("_ascii")) && is_ascii(string.text);
}

// `database`. before a further name.
bool is_qualifier(const std::vector<SqlToken>& tokens, std::size_t i, const std::string& database) {
  return i + 2 < tokens.size() && tokens[i].kind == Kind::quoted_name &&
         tokens[i + 1].is_symbol('.') && tokens[i + 2].kind == Kind::quoted_name &&
         unquoted(tokens[i]) == database && (i == 0 || !tokens[i - 1].is_symbol('.'));
}

std::string without_noise(std::string_view text, const std::string& database) {
  const std::vector<SqlToken> tokens = lex(text, family_syntax());
  std::string result;
  std::size_t copied = 0;
  const auto leave_out = [&](std::size_t from, std::size_t to) {
    result += text.substr(copied, from - copied);
    copied = to;
  };
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool introducer = tokens[i].kind == Kind::word && tokens[i + 1].kind == Kind::string &&
                            says_nothing(tokens[i], tokens[i + 1]);
    if (introducer) leave_out(tokens[i].offset, tokens[i + 1].offset);
    if (is_qualifier(tokens, i, database)) leave_out(tokens[i].offset, tokens[i + 2].offset);
  }
  result += text.substr(copied);
  return result;
}

// True when the first and the last token are parentheses that belong together.
bool has_outer_parentheses(const std::vector<SqlToken>& tokens) {
  if (tokens.size() < 2 || !tokens.front().is_symbol('(')) return false;
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol('(')) ++depth;
    if (tokens[i].is_symbol(')') && --depth == 0) return i + 1 == tokens.size();
  }
  return false;
}

std::string without_outer_parentheses(const std::string& text) {
  const std::vector<SqlToken> tokens = lex(text, family_syntax());
  std::size_t first = 0;
  std::size_t last = tokens.size();
  while (has_outer_parentheses({tokens.begin() + static_cast<std::ptrdiff_t>(first),
                                tokens.begin() + static_cast<std::ptrdiff_t>(last)})) {
    ++first;
    --last;
  }
  if (first == 0 || first >= last) return std::string(trimmed(text));
  const std::size_t from = tokens[first].offset;
  return text.substr(from, tokens[last - 1].offset + tokens[last - 1].text.size() - from);
}

// A bare word before a parenthesis is a function. The names of columns know no case.
bool is_column(const std::vector<SqlToken>& tokens, std::size_t i, std::string_view column) {
  const bool name = tokens[i].kind == Kind::quoted_name || tokens[i].kind == Kind::word;
  if (!name || !same_word(unquoted(tokens[i]), column)) return false;
  const bool before_point = i + 1 < tokens.size() && tokens[i + 1].is_symbol('.');
  const bool call =
      tokens[i].kind == Kind::word && i + 1 < tokens.size() && tokens[i + 1].is_symbol('(');
  return !before_point && !call;
}

char escaped_character(char c) {
  switch (c) {
    case '0':
      return '\0';
    case 'b':
      return '\b';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'Z':
      return '\x1a';
    default:
      return c;
  }
}

}  // namespace

std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i)
    result += text[i] == '\\' && i + 1 < text.size() ? escaped_character(text[++i]) : text[i];
  return result;
}

std::string normal_expression(std::string_view text, const std::string& database) {
  return without_outer_parentheses(without_noise(text, database));
}

bool names_column(std::string_view sql, std::string_view column) {
  const std::vector<SqlToken> tokens = lex(sql, family_syntax());
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (is_column(tokens, i, column)) return true;
  return false;
}

std::string with_column_renamed(std::string_view sql, std::string_view column,
                                const std::string& to) {
  const std::vector<SqlToken> tokens = lex(sql, family_syntax());
  std::string result;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!is_column(tokens, i, column)) continue;
    result += sql.substr(copied, tokens[i].offset - copied);
    result += quoted(Identifier(to), family_syntax());
    copied = tokens[i].offset + tokens[i].text.size();
  }
  return result + std::string(sql.substr(copied));
}

std::optional<std::string> string_value(std::string_view sql) {
  sql = trimmed(sql);
  if (sql.size() < 2 || sql.front() != '\'') return std::nullopt;
  std::string value;
  for (std::size_t i = 1; i < sql.size(); ++i) {
    if (sql[i] == '\\' && i + 1 < sql.size()) {
      value += escaped_character(sql[++i]);
    } else if (sql[i] != '\'') {
      value += sql[i];
    } else if (i + 1 < sql.size() && sql[i + 1] == '\'') {
      value += sql[i++];
    } else {
      return i + 1 == sql.size() ? std::optional(value) : std::nullopt;
    }
  }
  return std::nullopt;
}

bool is_number(std::string_view sql) {
  double value = 0;
  const auto [end, problem] = std::from_chars(sql.data(), sql.data() + sql.size(), value);
  const bool whole = problem != std::errc::invalid_argument && end == sql.data() + sql.size();
  // from_chars knows "inf" and "nan" as well.
  return whole && std::isdigit(static_cast<unsigned char>(sql.back())) != 0;
}

bool is_binary_literal(std::string_view sql) {
  const std::string text = lower(trimmed(sql));
  const auto digits = [](std::string_view inside) {
    return std::all_of(inside.begin(), inside.end(),
                       [](unsigned char c) { return std::isxdigit(c) != 0; });
  };
  if (text.starts_with("0x") || text.starts_with("0b")) return digits(text.substr(2));
  const bool quoted =
      (text.starts_with("b'") || text.starts_with("x'")) && text.size() > 2 && text.back() == '\'';
  return quoted && digits(std::string_view(text).substr(2, text.size() - 3));
}

std::string normal_number(std::string_view number) {
  if (number.find('.') == std::string_view::npos || number.find_first_of("eE") != number.npos)
    return std::string(number);
  number = number.substr(0, number.find_last_not_of('0') + 1);
  if (number.ends_with('.')) number.remove_suffix(1);
  return std::string(number);
}

std::optional<int> now_precision(std::string_view sql) {
  constexpr std::array<std::string_view, 4> kNames = {"current_timestamp", "now", "localtime",
                                                      "localtimestamp"};
  const std::vector<SqlToken> tokens = lex(sql, family_syntax());
  if (tokens.empty()) return std::nullopt;
  const bool named = std::any_of(kNames.begin(), kNames.end(),
                                 [&](std::string_view each) { return tokens[0].is(each); });
  if (!named) return std::nullopt;
  if (tokens.size() == 1) return tokens[0].is("now") ? std::nullopt : std::optional(-1);
  const bool call = tokens[1].is_symbol('(') && tokens.back().is_symbol(')');
  if (call && tokens.size() == 3) return -1;
  if (!call || tokens.size() != 4 || tokens[2].kind != Kind::number) return std::nullopt;
  int precision = 0;
  const std::string_view digits = tokens[2].text;
  std::from_chars(digits.data(), digits.data() + digits.size(), precision);
  return precision;
}

std::string now_expression(int precision, int column_precision) {
  const int given = std::max(precision, 0);
  if (given == column_precision) return "CURRENT_TIMESTAMP";
  return "CURRENT_TIMESTAMP(" + std::to_string(given) + ")";
}

}  // namespace whimbrel::mysql_family
