// Expressions as the servers store them, brought to one form.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "whimbrel/model/dialect_text.h"

namespace whimbrel::mysql_family {

/// The characters that `\x` escapes in `text` stand for. MySQL's information_schema escapes the
/// expressions in it once more than SQL does. Pure.
std::string unescaped(std::string_view text);

/// The form in which expressions are reported: without the parentheses around all of it, without
/// the qualifier `database`. before a name, and without character set introducers before strings
/// that mean the same in the session's own character set. What is left is stored as `text` was when
/// it is sent back. Pure.
std::string normal_expression(std::string_view text, const std::string& database);

/// True when the expression names the column. Pure.
bool names_column(std::string_view sql, std::string_view column);

/// The expression with another name for the column. Pure.
std::string with_column_renamed(std::string_view sql, std::string_view column,
                                const std::string& to);

/// The characters of `sql` when it is a single string literal with plain quotes. Pure.
std::optional<std::string> string_value(std::string_view sql);

/// True for a number literal as DEFAULT takes it. Pure.
bool is_number(std::string_view sql);

/// True for literals of bits and bytes: b'101', x'00ff', 0x00ff, which need no parentheses. Pure.
bool is_binary_literal(std::string_view sql);

/// A number in the form that all its spellings share: no zeros after the fraction. Pure.
std::string normal_number(std::string_view number);

/// When `sql` is a call that gives the time of the statement (CURRENT_TIMESTAMP, now(), ...): its
/// argument, or -1 when it has none. Pure.
std::optional<int> now_precision(std::string_view sql);

/// `CURRENT_TIMESTAMP`, with the precision where a column of `column_precision` needs another one
/// than its own. Pure.
std::string now_expression(int precision, int column_precision);

}  // namespace whimbrel::mysql_family
