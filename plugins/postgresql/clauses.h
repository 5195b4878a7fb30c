// DEFAULT, and COMMENT ON, where CREATE and ALTER say the same.
#pragma once

#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {

/// `DEFAULT value`, in parentheses where the grammar wants them.
void write_default(const DefaultValue& value, SqlWriter& sql);

/// `IS 'comment'`, or `IS NULL` when it is empty.
void write_comment(const std::string& comment, SqlWriter& sql);

}  // namespace whimbrel::postgresql
