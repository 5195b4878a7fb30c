// What only the text of CREATE INDEX says.
#pragma once

#include <string_view>

#include "whimbrel/model/table.h"

namespace whimbrel::sqlite {

/// The index `name` of `table` as SQLite keeps it in sqlite_schema. Pure; linear.
Index parse_index_sql(std::string_view sql, const Identifier& name, const Table& table);

}  // namespace whimbrel::sqlite
