// What migrations would send, without sending it.
#pragma once

#include <string>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/runner/run.h"

namespace whimbrel {

struct PlannedMigration {
  std::string revision;
  std::string message;
  std::vector<std::string> statements;
  /// Empty, or why the statements may read differently when their turn comes.
  std::string uncertain;
};

/// Renders the migrations against the database as it is, each after those before it; nothing is
/// changed. What stands behind SQL of a revision's own is uncertain, because the effect of that is
/// not known. Throws what Connection throws.
std::vector<PlannedMigration> planned_statements(const std::vector<Migration>& migrations,
                                                 const Dialect& dialect, Connection& connection);

}  // namespace whimbrel
