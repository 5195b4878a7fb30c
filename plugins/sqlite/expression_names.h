// The columns that an expression names.
#pragma once

#include <string>
#include <string_view>

#include "whimbrel/core/identifier.h"

namespace whimbrel::sqlite {

/// True when `sql` names the column, in any case and quotes. Pure.
bool mentions(std::string_view sql, const Identifier& column);

/// `sql` with every mention of `from` replaced by `to`. Pure.
std::string with_column_renamed(std::string_view sql, const Identifier& from, const Identifier& to);

/// True when the two are the same but for white space, comments, case and quotes of names. Pure.
bool same_expression(std::string_view a, std::string_view b);

}  // namespace whimbrel::sqlite
