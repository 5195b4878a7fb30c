// Names that differ in case only, where the database takes them for the same.
#pragma once

#include "whimbrel/model/schema.h"

namespace whimbrel {

/// Writes the names of `desired` (tables, columns, indexes, constraints, objects) as `actual` does
/// where they differ in the case of ASCII letters only, wherever the model holds them; texts stay
/// as they are. For databases that find names in any case. Linear but for sorting. Pure.
void adopt_names(Schema& desired, const Schema& actual);

}  // namespace whimbrel
