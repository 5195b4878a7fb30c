// A quick answer to the most frequent question: is this table as it shall be?
#pragma once

#include "whimbrel/model/table.h"

namespace whimbrel {

/// True when all that the tables say is equal but for the order of their constraints and indexes:
/// then no difference is to be found. False means nothing: names that one of them leaves open, the
/// order of columns and the like are for table_difference. Allocates nothing. Pure.
bool same_table(const Table& a, const Table& b);

}  // namespace whimbrel
