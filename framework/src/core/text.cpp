#include "whimbrel/core/text.h"

#include <fnmatch.h>

#include <algorithm>
#include <numeric>

namespace whimbrel {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n\f\v";

char lower_char(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char upper_char(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// Wagner and Fischer's table with swapped neighbours as one step; the last three rows are kept.
size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<size_t> before_last(b.size() + 1);
  std::vector<size_t> last(b.size() + 1);
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row.back();
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(kWhiteSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower_char);
  return result;
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), upper_char);
  return result;
}

bool same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return lower_char(x) == lower_char(y);
         });
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (size_t start = 0;;) {
    const size_t end = text.find(separator, start);
    parts.push_back(text.substr(start, end - start));
    if (end == std::string_view::npos) return parts;
    start = end + 1;
  }
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
  std::string result;
  for (const std::string& part : parts) {
    if (&part != parts.data()) result += separator;
    result += part;
  }
  return result;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  if (from.empty()) return std::string(text);
  std::string result;
  for (size_t start = 0;;) {
    const size_t found = text.find(from, start);
    result += text.substr(start, found - start);
    if (found == std::string_view::npos) return result;
    result += to;
    start = found + from.size();
  }
}

std::string nearest(std::string_view word, std::span<const std::string> known) {
  // Of a word of three letters, two changes leave nothing.
  const size_t farthest = word.size() <= 3 ? 1 : std::max<size_t>(2, word.size() / 3);
  const std::string wanted = lower(word);
  std::string best;
  size_t best_distance = farthest + 1;
  for (const std::string& candidate : known) {
    const auto [shorter, longer] = std::minmax({wanted.size(), candidate.size()});
    if (longer - shorter >= best_distance) continue;
    const size_t distance = edit_distance(wanted, lower(candidate));
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

bool glob_matches(std::string_view pattern, std::string_view text) {
  return fnmatch(std::string(pattern).c_str(), std::string(text).c_str(), 0) == 0;
}

std::string with_unix_line_ends(std::string_view text) {
  return replaced(replaced(text, "\r\n", "\n"), "\r", "\n");
}

size_t utf8_length(std::string_view text, size_t at) {
  const auto byte = [&](size_t offset) {
    return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0u;
  };
  const unsigned first = byte(0);
  const unsigned second = byte(1);
  if (first < 0x80) return at < text.size() ? 1 : 0;
  const size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return 0;
  for (size_t offset = 1; offset < length; ++offset)
    if ((byte(offset) & 0xc0) != 0x80) return 0;
  // Overlong forms, surrogates and what lies beyond U+10FFFF (RFC 3629).
  if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f)) return 0;
  if ((first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f)) return 0;
  return length;
}

TextPlace place_after(TextPlace start, std::string_view passed) {
  const auto lines = std::count(passed.begin(), passed.end(), '\n');
  if (lines > 0) {
    start.line += static_cast<int>(lines);
    start.column = 1;
    passed.remove_prefix(passed.rfind('\n') + 1);
  }
  // Only the first byte of a character is not of the form 10xxxxxx.
  start.column += static_cast<int>(
      std::count_if(passed.begin(), passed.end(), [](char c) { return (c & 0xc0) != 0x80; }));
  return start;
}

std::string mentioned(std::string_view word) {
  const size_t colon = word.find(':');
  const bool is_url = word.find("://") != std::string_view::npos;
  const bool has_user = colon != std::string_view::npos && word.find('@', colon) != word.npos;
  if (!is_url && !has_user) return std::string(word);
  return std::string(word.substr(0, colon)) + ":***";
}

}  // namespace whimbrel
