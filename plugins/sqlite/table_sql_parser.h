// What only the text of CREATE TABLE says.
#pragma once

#include <string>
#include <string_view>

#include "whimbrel/model/table.h"
#include "whimbrel/sdk/token_reader.h"

namespace whimbrel::sqlite {

/// The table as SQLite keeps it in sqlite_schema: names, defaults, collations, generated columns,
/// constraints and options in the order in which they are written; types as they are declared. What
/// SQLite makes of types and nullability is left to the caller, who has them from SQLite itself.
/// What is not understood is noted in the options. Constraints of a column stand with those of the
/// table. Pure; linear.
Table parse_table_sql(std::string_view sql, const QualifiedName& name);

/// `( columns, constraints ) options`, from the opening parenthesis.
void read_table_body(sdk::TokenReader& reader, Table& table);

/// One column with what stands behind its name; its constraints become those of `around`.
Column read_column_definition(sdk::TokenReader& reader, Table& around);

}  // namespace whimbrel::sqlite
