#include "interface_text.h"

#include <cctype>
#include <cstddef>
#include <set>

namespace whimbrel::test {
namespace {

using Tokens = std::vector<std::string>;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// The end of a comment, a directive, a literal or white space that begins at `at`, or `at`.
size_t end_of_string(std::string_view text, size_t at) {
  const char quote = text[at];
  for (++at; at < text.size() && text[at] != quote; ++at)
    if (text[at] == '\\') ++at;
  return at + 1;
}

size_t end_of_line(std::string_view text, size_t at) {
  size_t end = text.find('\n', at);
  while (end != std::string_view::npos && text[end - 1] == '\\') end = text.find('\n', end + 1);
  return end == std::string_view::npos ? text.size() : end;
}

size_t end_of_skipped(std::string_view text, size_t at) {
  if (std::isspace(static_cast<unsigned char>(text[at])) != 0) return at + 1;
  if (text[at] == '#' || text.substr(at, 2) == "//") return end_of_line(text, at);
  if (text.substr(at, 2) == "/*") return text.find("*/", at) + 2;
  return at;
}

size_t end_of_token(std::string_view text, size_t at) {
  if (text[at] == '"') return end_of_string(text, at);
  if (text.substr(at, 2) == "::") return at + 2;
  // A quote within a number separates digits.
  if (text[at] == '\'') return end_of_string(text, at);
  const bool number = std::isdigit(static_cast<unsigned char>(text[at])) != 0;
  size_t end = at;
  while (end < text.size() && (is_word(text[end]) || (number && text[end] == '\''))) ++end;
  return end == at ? at + 1 : end;
}

Tokens tokens_of(std::string_view text) {
  Tokens tokens;
  for (size_t at = 0; at < text.size();) {
    if (const size_t end = end_of_skipped(text, at); end != at) {
      at = end;
      continue;
    }
    const size_t end = end_of_token(text, at);
    tokens.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

// The place after the brace that closes the one at `at`.
size_t after_braces(const Tokens& tokens, size_t at) {
  int depth = 0;
  for (; at < tokens.size(); ++at) {
    if (tokens[at] == "{") ++depth;
    if (tokens[at] == "}" && --depth == 0) return at + 1;
  }
  return at;
}

size_t after(const Tokens& tokens, size_t at, const std::set<std::string>& marks) {
  while (at < tokens.size() && !marks.contains(tokens[at])) ++at;
  return at;
}

bool opens_body(const std::string& before) {
  static const std::set<std::string> kEnds = {")", "const", "noexcept", "override"};
  return kEnds.contains(before);
}

bool ends_line(const Tokens& tokens, size_t at) {
  const std::string& token = tokens[at];
  if (token == ";" || token == "{") return true;
  static const std::set<std::string> kAccess = {"public", "protected", "private"};
  return token == ":" && at > 0 && kAccess.contains(tokens[at - 1]);
}

bool stands_apart(const std::string& before, const std::string& token) {
  static const std::set<std::string> kApart = {"{", "=", "}", "~"};
  static const std::set<std::string> kApartBehind = {",", "=", "{", ")", ">", "&", "*"};
  if (kApart.contains(token) || before == "," || before == "=") return true;
  return is_word(token.front()) && (is_word(before.back()) || kApartBehind.contains(before));
}

// Tokens [from, to) as lines, without the bodies of functions.
void write_type(const Tokens& tokens, size_t from, size_t to, std::vector<std::string>& lines) {
  std::string line;
  const auto finish_line = [&] {
    if (!line.empty()) lines.push_back("  " + line);
    line.clear();
  };
  for (size_t at = from; at < to; ++at) {
    if (tokens[at] == "{" && opens_body(tokens[at - 1])) {
      at = after_braces(tokens, at) - 1;
      line += ';';
      finish_line();
      continue;
    }
    if (!line.empty() && stands_apart(tokens[at - 1], tokens[at])) line += ' ';
    line += tokens[at];
    if (ends_line(tokens, at)) finish_line();
  }
  finish_line();
}

}  // namespace

std::vector<std::string> interface_text(std::string_view header) {
  static const std::set<std::string> kTypes = {"struct", "class", "enum", "union", "typedef"};
  const Tokens tokens = tokens_of(header);
  std::vector<std::string> lines;
  for (size_t at = 0; at < tokens.size();) {
    const std::string& token = tokens[at];
    const size_t start = at;
    if (token == "namespace" || (token == "extern" && tokens[at + 1].starts_with('"'))) {
      at = after(tokens, at, {"{", ";"}) + 1;
    } else if (token == "}" || token == ";") {
      ++at;
    } else {
      at = after(tokens, at, {"{", ";"});
      const bool defines = at < tokens.size() && tokens[at] == "{";
      if (defines) at = after_braces(tokens, at);
      if (kTypes.contains(token)) at = after(tokens, at, {";"});
      if (token == "using" || (defines && kTypes.contains(token)))
        write_type(tokens, start, at + 1, lines);
    }
  }
  return lines;
}

}  // namespace whimbrel::test
