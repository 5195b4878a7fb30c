// What an operation makes of one table.
#pragma once

#include <optional>
#include <string>

#include "whimbrel/ops/operation.h"

namespace whimbrel::sqlite {

/// Changes `table` as `operation`, which works on it, changes it. Beyond whimbrel::apply it finds
/// constraints that have no name and lets expressions follow a renamed column. Says what does not
/// fit and then leaves `table` as it was.
std::optional<std::string> change(Table& table, const Operation& operation);

/// Says what of `table` still uses a column that is gone; nothing when nothing does.
std::optional<std::string> still_used(const Table& table, const Identifier& column);

/// Lets the foreign keys of `table` follow an operation that renames something of another table.
void follow(Table& table, const Operation& operation);

/// True when `constraint` is the one that `drop` means, by its name, by the name that the naming
/// rule would give it, or, when it has none, by what it says.
bool is_meant(const QualifiedName& table, const Constraint& constraint, const DropConstraint& drop);

}  // namespace whimbrel::sqlite
