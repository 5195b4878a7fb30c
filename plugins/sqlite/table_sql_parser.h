// What only the text of CREATE TABLE says.
#pragma once

#include <string>
#include <string_view>

#include "whimbrel/model/table.h"

namespace whimbrel::sqlite {

/// The table as SQLite keeps it in sqlite_schema: names, defaults, collations, generated columns,
/// constraints and options in the order in which they are written. Types and nullability are left
/// to the caller, who has them from SQLite itself. What is not understood is noted in the options.
/// Constraints of a column stand with those of the table. Pure; linear.
Table parse_table_sql(std::string_view sql, const QualifiedName& name);

}  // namespace whimbrel::sqlite
