// A table made anew, because ALTER TABLE cannot change it: https://sqlite.org/lang_altertable.html
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "runs.h"
#include "whimbrel/dialect/unsupported.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel::sqlite {

/// What the name of a table begins with while it takes over the rows of its predecessor.
inline constexpr std::string_view kInterim = "_whimbrel_rebuild_";

/// A value of the old table that goes into a column of the new one.
struct Carried {
  Identifier column;
  std::string source;  ///< SQL over the old table
};

/// A query that must give no row before the rows are copied, and what it means when it does.
struct Guard {
  std::string sql;
  std::string refusal;
  std::size_t operation = 0;
};

struct Rebuild {
  /// The statements that rename columns of the old table first, so that views, triggers and other
  /// tables follow; each with its operation.
  std::vector<std::pair<std::string, std::size_t>> renames;
  Table before;
  Table after;
  std::vector<Carried> carried;
  std::vector<Guard> guards;
  /// The statements that create its triggers again, as SQLite has them when its columns are
  /// renamed.
  std::vector<std::string> triggers;

  /// The name of the new table until it takes the place of the old one: its own behind kInterim.
  QualifiedName interim_name() const;
  bool drops_a_column() const;
};

/// What the operations of a run make of `table`. Pure.
std::variant<Rebuild, Unsupported> plan_rebuild(const Run& run,
                                                std::span<const Operation> operations,
                                                const Table& table);

/// The query that finds the triggers of the table other than they are known.
Guard trigger_guard(const Rebuild& rebuild);
/// The query that finds rows without a value in `source`, SQL over the columns of `table`, which
/// are those of `column` from now on.
Guard null_guard(const QualifiedName& table, const Identifier& column, const std::string& source,
                 std::size_t operation);
/// Copies the rows. Nothing when no column is carried over.
std::optional<std::string> copy_statement(const Rebuild& rebuild);
/// Lets the new table go on counting where the old one is; empty when it does not count.
std::vector<std::string> counter_statements(const Rebuild& rebuild);

}  // namespace whimbrel::sqlite
