// What ALTER TABLE can do.
#pragma once

#include <span>

#include "current_tables.h"
#include "runs.h"

namespace whimbrel::sqlite {

/// The first version whose ALTER TABLE changes NOT NULL and CHECK, as ServerInfo numbers them.
inline constexpr int kAltersConstraints = 3053000;

/// True when every operation of the run can be carried out on its own, also while the table has
/// rows, by SQLite of this version; false when the table must be rebuilt. Looks at the table only
/// when it has to.
bool all_native(const Run& run, std::span<const Operation> operations, CurrentTables& tables,
                int version);

/// True when the operation alone can be carried out so, as far as that is known of `table`, which
/// may be null. Pure.
bool is_native(const Operation& operation, const Table* table, int version);

/// True when ADD COLUMN takes the column for a table with rows.
bool can_be_added(const Column& column);

}  // namespace whimbrel::sqlite
