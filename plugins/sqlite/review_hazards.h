// What a migration of SQLite has to be careful about.
#pragma once

#include <cstddef>
#include <optional>

#include "whimbrel/dialect/review_guide.h"

namespace whimbrel::sqlite {

/// ADD COLUMN in SQL that SQLite refuses, always or as soon as there is a row. `before` is the
/// table without the column and its constraints, `around` with the constraints. Pure.
std::optional<Hazard> added_column_hazard(const Column& column, const Table& before,
                                          const Table& around, bool is_new);

/// DROP TABLE in SQL, of a table that others refer to. Pure.
std::optional<Hazard> cascade_hazard(const DropTable& drop, std::size_t offset,
                                     const ReviewPlace& place);

Hazard foreign_keys_hazard(std::size_t offset);
Hazard vacuum_hazard(std::size_t offset);

}  // namespace whimbrel::sqlite
