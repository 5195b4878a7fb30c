// A planned rebuild as statements.
#pragma once

#include <vector>

#include "definitions.h"
#include "rebuild.h"
#include "whimbrel/dialect/op_renderer.h"

namespace whimbrel::sqlite {

/// Adds the statements of SQLite's own procedure for `rebuild`. Foreign keys must be off while they
/// run: dropping the old table would delete the rows that refer to it.
Problem add_rebuild(const Rebuild& rebuild, std::size_t operation,
                    std::vector<Statement>& statements);

}  // namespace whimbrel::sqlite
