// Which columns the keys, indexes and constraints of a table are made of.
#pragma once

#include <set>

#include "whimbrel/model/constraint.h"
#include "whimbrel/model/index.h"

namespace whimbrel {

/// True when the part names one of `columns`, or an expression of it mentions one. Pure.
bool is_made_of(const PrimaryKey& key, const std::set<Identifier>& columns);
bool is_made_of(const UniqueConstraint& key, const std::set<Identifier>& columns);
bool is_made_of(const ForeignKey& key, const std::set<Identifier>& columns);
bool is_made_of(const CheckConstraint& check, const std::set<Identifier>& columns);
bool is_made_of(const ExclusionConstraint& exclusion, const std::set<Identifier>& columns);
bool is_made_of(const Index& index, const std::set<Identifier>& columns);

}  // namespace whimbrel
