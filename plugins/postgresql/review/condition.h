// What the text of a condition says, as far as a review needs it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "whimbrel/model/table.h"

namespace whimbrel::postgresql {

/// The one column of `table` that `condition` speaks of; empty when there are none or several.
std::vector<Identifier> only_column_of(std::string_view condition, const Table& table);

/// True when `name` stands in `expression` as a name. Pure.
bool mentions(std::string_view expression, const Identifier& name);

/// The column of which `condition` says `column IS NOT NULL` and nothing else. Pure.
std::optional<Identifier> not_null_column(std::string_view condition);

}  // namespace whimbrel::postgresql
