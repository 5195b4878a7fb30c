// Columns that are dropped and added again although both states of a table have them.
#pragma once

#include <set>
#include <string>

#include "whimbrel/model/table.h"

namespace whimbrel {

/// The columns, in lower case, that are computed in another way, and the generated ones that use
/// one of those. With `held` a generated column holds on to the columns that it uses, so it steps
/// aside also for those that get another type or collation. Columns are known by their names:
/// renames are done before. Linear in the columns and their texts.
std::set<std::string> replaced_columns(const Table& from, const Table& to, bool held);

/// True when a part of a table stands on one of the columns.
bool stands_on(const PrimaryKey& key, const std::set<std::string>& columns);
bool stands_on(const UniqueConstraint& key, const std::set<std::string>& columns);
bool stands_on(const ForeignKey& key, const std::set<std::string>& columns);
bool stands_on(const CheckConstraint& check, const std::set<std::string>& columns);
bool stands_on(const ExclusionConstraint& constraint, const std::set<std::string>& columns);
bool stands_on(const Index& index, const std::set<std::string>& columns);

}  // namespace whimbrel
