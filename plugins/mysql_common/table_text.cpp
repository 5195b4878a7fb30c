#include "table_text.h"

#include <cctype>

#include "product.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::mysql_family {
namespace {

constexpr std::string_view kPartitionBy = "PARTITION BY ";

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// The text without the marks `/*!50100` and `*/` of executable comments; what stands in quotes
// stays.
std::string without_marks(std::string_view text) {
  std::string result;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::string_view two = text.substr(i, 2);
    if (quote != 0) {
      result += c;
      if (c == '\\' && quote != '`' && i + 1 < text.size()) result += text[++i];
      if (c == quote) quote = 0;
    } else if (two == "/*" && text.substr(i, 3) == "/*!") {
      for (i += 2; i + 1 < text.size() && is_digit(text[i + 1]);) ++i;
    } else if (two == "*/") {
      ++i;
    } else {
      if (c == '\'' || c == '"' || c == '`') quote = c;
      result += c == '\n' ? ' ' : c;
    }
  }
  return result;
}

// Every partition has the engine of its table.
std::string without_engines(const std::string& text) {
  const std::vector<SqlToken> tokens = lex(text, family_syntax());
  std::string result;
  std::size_t copied = 0;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (!tokens[i].is("engine") || !tokens[i + 1].is_symbol('=')) continue;
    result += trimmed(std::string_view(text).substr(copied, tokens[i].offset - copied));
    copied = tokens[i + 2].offset + tokens[i + 2].text.size();
  }
  return result + text.substr(copied);
}

std::string with_single_blanks(const std::string& text) {
  std::string result;
  char quote = 0;
  for (const char c : text) {
    if (quote == 0 && c == ' ' && (result.empty() || result.back() == ' ')) continue;
    if (quote != 0 && c == quote)
      quote = 0;
    else if (quote == 0 && (c == '\'' || c == '"' || c == '`'))
      quote = c;
    result += c;
  }
  return std::string(trimmed(result));
}

}  // namespace

std::string partition_clause(std::string_view create_table) {
  // The columns and options end with the line that begins with a closing parenthesis. Line ends in
  // comments and defaults are escaped.
  const std::size_t options = create_table.find("\n)");
  if (options == std::string_view::npos) return {};
  const std::size_t line = create_table.find('\n', options + 1);
  if (line == std::string_view::npos) return {};
  const std::string rest(trimmed(without_marks(create_table.substr(line))));
  if (!rest.starts_with(kPartitionBy)) return {};
  return with_single_blanks(without_engines(rest.substr(kPartitionBy.size())));
}

std::map<std::string, std::string> index_parsers(std::string_view create_table) {
  std::map<std::string, std::string> parsers;
  for (const std::string_view line : split(create_table, '\n')) {
    if (!trimmed(line).starts_with("FULLTEXT KEY")) continue;
    const std::string text = without_marks(line);
    const std::vector<SqlToken> tokens = lex(text, family_syntax());
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i)
      if (tokens[i].is("with") && tokens[i + 1].is("parser") && tokens.size() > 2)
        parsers[unquoted(tokens[2])] = unquoted(tokens[i + 2]);
  }
  return parsers;
}

}  // namespace whimbrel::mysql_family
