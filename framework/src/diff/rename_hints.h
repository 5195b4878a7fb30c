// What looks like a rename that nobody declared.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "uses.h"
#include "whimbrel/model/schema.h"

namespace whimbrel {

/// A sentence for each dropped table that has the columns of exactly one created table.
std::vector<std::string> table_rename_hints(const Schema& from, const Schema& to,
                                            const std::set<Part>& dropped,
                                            const std::set<Part>& created);

/// A sentence for each dropped column of a table whose type exactly one added column has, and no
/// other dropped one.
std::vector<std::string> column_rename_hints(const QualifiedName& table,
                                             const std::vector<const Column*>& dropped,
                                             const std::vector<const Column*>& added);

}  // namespace whimbrel
