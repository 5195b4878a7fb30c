// What a check constraint lets through, as far as its text tells.
#pragma once

#include <string>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/dialect/syntax.h"
#include "whimbrel/model/column.h"

namespace whimbrel {

enum class CheckedKind { number, text, other };

/// Adds the literals of a condition that names `column`: texts as they are; of a number, for a
/// number the neighbours too, for a text the texts of about that length. It is a guess: the
/// database has the last word. Pure.
void add_check_values(const std::string& condition, const Identifier& column, CheckedKind kind,
                      const Syntax& syntax, std::vector<Literal>& values);

}  // namespace whimbrel
