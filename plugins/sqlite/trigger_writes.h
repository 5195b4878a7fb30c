// What the statements of a trigger write.
#pragma once

#include <string_view>

#include "whimbrel/core/identifier.h"

namespace whimbrel::sqlite {

/// True when a statement of the trigger names `column` among those that it fills in `table`: in
/// INSERT INTO table (column), or UPDATE table SET column = ... SQLite itself looks at all names of
/// a trigger but these. Pure; linear.
bool writes_column(std::string_view trigger, const Identifier& table, const Identifier& column);

}  // namespace whimbrel::sqlite
