// A column as the one who makes rows sees it.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "whimbrel/dialect/syntax.h"
#include "whimbrel/model/portable_type.h"
#include "whimbrel/model/table.h"

namespace whimbrel {

struct SeedColumn {
  Identifier name;
  std::optional<PortableType> type;  ///< absent: a type that only the dialect knows
  std::size_t position = 0;
  bool nullable = false;  ///< now and next
  /// The type is about to become another one: only values that both are sure to hold.
  bool changes_type = false;
  std::size_t longest = 0;           ///< characters of a text; 0: no limit
  std::vector<Literal> from_checks;  ///< values that check constraints of the column mention
  std::size_t checked = 0;           ///< which of the columns with such values it is, from 0
};

/// How many ways there are to make one row: 0 is the most awkward. Each of three kinds of plain
/// text comes with every choice, for three checked columns, between a value of its checks and a
/// plain one.
inline constexpr int kSeedChoices = 8;
inline constexpr int kSeedLevels = 3 * kSeedChoices;

/// The columns to fill in: not the generated and not the automatically numbered ones. `next` is the
/// same table as it will be, or null when that is not known.
std::vector<SeedColumn> seed_columns(const Table& now, const Table* next, const Syntax& syntax);

/// The value of a column in row `row` (from 0) at a level. Different rows have different values as
/// far as the type has enough of them. Pure.
Literal seed_value(const SeedColumn& column, std::size_t row, int level);

}  // namespace whimbrel
