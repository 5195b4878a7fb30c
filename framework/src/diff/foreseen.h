// What a change makes of a table, where no database need be asked for it.
#pragma once

#include <optional>

#include "whimbrel/model/table.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

/// The table that `actual` becomes when it is made like `wanted` (with types as the introspector
/// spells them), as the introspector would report it; nothing when a part of the difference may be
/// rewritten by the database: an expression, a default, a key that is computed, an option, a type
/// of the database's own, and whatever such a part mentions. Linear in the table. Pure.
std::optional<Table> foreseen(const Table& actual, const Table& wanted);

/// True when a database may write down in other words what the operation creates or drops.
bool has_expression(const Operation& operation);

}  // namespace whimbrel
