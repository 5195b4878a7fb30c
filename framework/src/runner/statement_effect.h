// What a statement that nobody has read can do to the tables that are there.
#pragma once

#include <string_view>

#include "whimbrel/dialect/syntax.h"

namespace whimbrel {

enum class StatementEffect {
  none,       ///< no table that was there is defined otherwise, or referred to by others
  new_table,  ///< there may be one more, whose foreign keys are not known
  any,        ///< every table may be another
};

/// Decides by the words with which SQL begins, where these are sure; otherwise `any`. What
/// functions that a query calls may do is not thought of. Pure.
StatementEffect effect_of(std::string_view statement, const Syntax& syntax);

}  // namespace whimbrel
