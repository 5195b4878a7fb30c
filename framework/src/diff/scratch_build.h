// Building a schema in a scratch place.
#pragma once

#include "whimbrel/dialect/abilities.h"
#include "whimbrel/dialect/dialect.h"
#include "whimbrel/diff/schema_script.h"
#include "whimbrel/model/schema.h"

namespace whimbrel {

/// Throws Error{database} naming the table whose definition is refused, Error{unsupported} when it
/// cannot be rendered.
void build_in(ScratchPlace& place, const Schema& schema, const Dialect& dialect);

/// Throws Error{database} with file and line of the refused statement.
void build_in(ScratchPlace& place, const SchemaScript& script, const std::string& file);

}  // namespace whimbrel
