// The keys under `options: {sqlite: {...}}`: what the model has no place for.
#pragma once

#include <string>
#include <string_view>

#include "whimbrel/model/column.h"

namespace whimbrel::sqlite {

inline constexpr std::string_view kDialect = "sqlite";

namespace option {
// Of a table.
inline constexpr std::string_view kStrict = "strict";
inline constexpr std::string_view kWithoutRowid = "without_rowid";
/// What happens to a row whose primary key exists: ROLLBACK, FAIL, IGNORE, REPLACE.
inline constexpr std::string_view kPrimaryKeyOnConflict = "primary_key_on_conflict";
/// The keys of a primary key with an order or a collation, as they stand in its parentheses.
inline constexpr std::string_view kPrimaryKeyKeys = "primary_key_keys";
/// Further table constraints as SQL, separated by commas.
inline constexpr std::string_view kConstraints = "constraints";
/// What stands in the table's SQL and is not understood: such a table is never rebuilt.
inline constexpr std::string_view kNotUnderstood = "not_understood";
// Of a view.
/// The names of its columns, as they stand in parentheses.
inline constexpr std::string_view kColumns = "columns";
// Of a column.
inline constexpr std::string_view kNotNullOnConflict = "not_null_on_conflict";
// Of alter_column.
/// The expression that gives the new value.
inline constexpr std::string_view kUsing = "using";
// Of create_constraint, as a review reads it.
/// The constraint stands with a column that ADD COLUMN adds, so that nothing is rebuilt for it.
inline constexpr std::string_view kWithColumn = "with_column";
}  // namespace option

/// The value, or empty.
std::string option_of(const Options& options, std::string_view key);
/// True when the value is `true`.
bool has_option(const Options& options, std::string_view key);
/// An empty value takes the key away.
void set_option(Options& options, std::string_view key, std::string value);
/// Adds to what is there.
void append_option(Options& options, std::string_view key, std::string_view separator,
                   std::string_view value);

}  // namespace whimbrel::sqlite
