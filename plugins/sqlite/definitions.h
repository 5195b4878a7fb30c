// The pieces of CREATE TABLE and CREATE INDEX as SQLite writes them.
#pragma once

#include <optional>
#include <string>

#include "type_system.h"
#include "whimbrel/dialect/sql_writer.h"
#include "whimbrel/model/table.h"

namespace whimbrel::sqlite {

/// Nothing when it was written; otherwise why SQLite cannot.
using Problem = std::optional<Unsupported>;

/// `name type ...` of a column of `table`, with the primary key when it counts (AUTOINCREMENT).
Problem write_column(const Column& column, const Table& table, SqlWriter& sql);

/// The whole CREATE TABLE without its indexes.
Problem create_table_sql(const Table& table, std::string& sql);

Problem create_index_sql(const QualifiedName& table, const Index& index, std::string& sql);

}  // namespace whimbrel::sqlite
