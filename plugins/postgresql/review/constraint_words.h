// Constraints by their names and their columns.
#pragma once

#include <optional>
#include <string_view>

#include "review/server_names.h"
#include "whimbrel/model/table.h"

namespace whimbrel::postgresql {

/// Gives a constraint of `table` the name that the server would give it when it has none; a primary
/// key that has that name loses it, as in the model.
void name_as_server(Constraint& constraint, const Table& table, ServerNames& names);

/// The constraint of `table` that is called `name`; a primary key without a
/// name answers to every `..._pkey`, since its table may have had another name.
std::optional<Constraint> find_constraint(const Table& table, const Identifier& name);

/// True when the column `name` has a part in it.
bool speaks_of(const Constraint& constraint, const Identifier& name);
bool speaks_of(const Index& index, const Identifier& name);

/// What kind a constraint is that the server has named by its rules; nothing for other names.
std::optional<ConstraintKind> kind_by_name(const QualifiedName& table, std::string_view name);

}  // namespace whimbrel::postgresql
