// Small functions on text. All are pure and thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

/// Without ASCII white space at both ends; a view into `text`.
std::string_view trimmed(std::string_view text);
/// ASCII lower and upper case; other bytes stay.
std::string lower(std::string_view text);
std::string upper(std::string_view text);
/// True when the two are equal but for ASCII case.
bool same_word(std::string_view a, std::string_view b);
/// The pieces between `separator`, empty ones included; views into `text`.
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(std::span<const std::string> parts, std::string_view separator);
/// `text` with every `from` replaced by `to`.
std::string replaced(std::string_view text, std::string_view from, std::string_view to);
/// The known word nearest to `word` by edit distance (Levenshtein's, with two swapped neighbours as
/// one step, ASCII case aside), the first of several; empty when none is near enough to be what was
/// meant.
std::string nearest(std::string_view word, std::span<const std::string> known);
/// Shell-style match (`*`, `?`, `[...]`; fnmatch(3)) of the whole `text`.
bool glob_matches(std::string_view pattern, std::string_view text);
/// Line ends as "\n", whatever they were.
std::string with_unix_line_ends(std::string_view text);
/// The length of the UTF-8 sequence that begins at `at`, or 0 when the bytes there are none.
std::size_t utf8_length(std::string_view text, std::size_t at);

/// A place in a text for people: both count from 1, columns in characters of UTF-8.
struct TextPlace {
  int line = 1;
  int column = 1;
};
/// Where `passed` ends when it begins at `start`.
TextPlace place_after(TextPlace start, std::string_view passed);
/// A word as a message may repeat it: of what looks like a URL only the scheme is left, for the
/// rest may hold a password.
std::string mentioned(std::string_view word);

}  // namespace whimbrel
