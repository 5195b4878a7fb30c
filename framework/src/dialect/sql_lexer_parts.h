// Where the parts of SQL text end. Each function looks forward only and stops at the end of the
// text when the part is not closed. All are pure and thread-safe.
#pragma once

#include <cstddef>
#include <string_view>

namespace whimbrel::lexer {

bool is_white_space(char c);
bool is_digit(char c);
/// A letter, a digit, `_`, `$`, or a byte of a character beyond ASCII.
bool is_word_character(char c);

/// The end of what opens at `start` with a quote character; `close` doubled stands for itself.
std::size_t end_of_quoted(std::string_view text, std::size_t start, char close,
                          bool backslash_escapes);
/// The end of the dollar quote that opens at `start`, or `start` when none does.
std::size_t end_of_dollar_quote(std::string_view text, std::size_t start);
/// The end of the comment whose first two characters stand at `start`.
std::size_t end_of_block_comment(std::string_view text, std::size_t start, bool nested);
/// The same for a comment whose content is SQL: its end is not looked for in strings and comments.
std::size_t end_of_executable_comment(std::string_view text, std::size_t start,
                                      bool backslash_escapes);
/// The end of the number at `start`.
std::size_t end_of_number(std::string_view text, std::size_t start);
/// The end of the line that `start` is on, without its line end (CR LF or LF).
std::size_t end_of_line(std::string_view text, std::size_t start);
/// Where the rows that begin at `start` end: before the line `\.`.
std::size_t end_of_rows(std::string_view text, std::size_t start);

/// The mark that a DELIMITER command sets, without quotes around it; empty when it names none.
/// As in the client programs, a longer mark than 15 bytes is cut there.
std::string_view delimiter_of(std::string_view command);

}  // namespace whimbrel::lexer
