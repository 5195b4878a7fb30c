// The texts of triggers at some point of a migration.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "current_tables.h"

namespace whimbrel::sqlite {

/// What is said of the triggers of a table: the statements that make them, in the order of names.
using TriggerTexts = std::variant<std::vector<std::string>, Unsupported>;

/// The triggers that stand on `table` now. When something has been renamed, SQLite has let their
/// texts follow, so that an empty copy of the database in memory is asked: it is made from the
/// state before the migration and goes through `statements`, those rendered so far. Says so when
/// that cannot be done (a virtual table, which a trigger names, is not known here).
TriggerTexts trigger_texts(const QualifiedName& table, bool renamed, CurrentTables& tables,
                           RenderContext& now, std::span<const Statement> statements);

}  // namespace whimbrel::sqlite
