// Operations on views and triggers.
#pragma once

#include <span>
#include <vector>

#include "current_tables.h"
#include "definitions.h"

namespace whimbrel::sqlite {

/// True for the operations that `add_object_change` carries out.
bool changes_object(const Operation& operation);

/// Adds the statements of an operation on an object. There is no ALTER for views and triggers: they
/// are dropped and made again, a view with the triggers that stand on it.
Problem add_object_change(const Operation& operation, std::size_t number, CurrentTables& tables,
                          RenderContext& now, std::vector<Statement>& statements);

/// Lets SQLite look through all views and triggers, which it does at every rename: the migration
/// fails, and names the one that still uses what is gone.
void add_check_of_objects(std::size_t number, std::vector<Statement>& statements);

}  // namespace whimbrel::sqlite
