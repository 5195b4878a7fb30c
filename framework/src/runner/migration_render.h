// A migration's statements.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/runner/run.h"

namespace whimbrel {

/// Operations that are rendered together: a new part begins behind SQL that the user wrote, because
/// what that does to the tables is not known.
struct MigrationPart {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<MigrationPart> parts_of(const Migration& migration);

/// The statements of some operations; `Statement::operation` counts from the migration's first.
/// Throws Error{unsupported} with the operation's place.
std::vector<Statement> render_part(const Migration& migration, const MigrationPart& part,
                                   const Dialect& dialect, RenderContext& context);

/// Where a statement comes from: file, line and column. With `offset`, the place so many bytes
/// behind the beginning of its text, in the file where the text stands there as it is.
std::string place_of(const Migration& migration, const Statement& statement,
                     std::optional<std::size_t> offset = std::nullopt);

}  // namespace whimbrel
