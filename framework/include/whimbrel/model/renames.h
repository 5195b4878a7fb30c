// What a desired schema says of former names.
#pragma once

#include "whimbrel/model/schema.h"

namespace whimbrel {

/// Empties `renamed_from` in all of it.
void forget_renames(Column& column);
void forget_renames(Index& index);
void forget_renames(Constraint& constraint);
void forget_renames(Table& table);
void forget_renames(SchemaObject& object);

/// Lets the parts of `to` say of their former names what those of the same name in `from` say.
void copy_renames(const Table& from, Table& to);
void copy_renames(const SchemaObject& from, SchemaObject& to);

}  // namespace whimbrel
