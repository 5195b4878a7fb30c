#include "migration_render.h"

#include <algorithm>

#include "needed_operations.h"
#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/revision/walk.h"

namespace whimbrel {

std::vector<MigrationPart> parts_of(const Migration& migration) {
  std::vector<MigrationPart> parts;
  const auto is_sql = [&](std::size_t i) {
    return std::holds_alternative<Execute>(migration.operations[i].operation);
  };
  std::size_t begin = 0;
  for (std::size_t i = 0; i < migration.operations.size(); ++i) {
    const bool last = i + 1 == migration.operations.size();
    if (!last && (!is_sql(i) || is_sql(i + 1))) continue;
    parts.push_back({begin, i + 1});
    begin = i + 1;
  }
  return parts;
}

std::vector<Statement> render_part(const Migration& migration, const MigrationPart& part,
                                   const Dialect& dialect, RenderContext& context) {
  const std::vector<std::size_t> needed = needed_operations(migration, part, dialect, context);
  if (needed.empty()) return {};
  std::vector<Operation> operations;
  for (const std::size_t i : needed) operations.push_back(migration.operations[i].operation);
  Rendered rendered = dialect.renderer().render(operations, context);
  if (const auto* reason = std::get_if<Unsupported>(&rendered)) {
    const LocatedOperation& at = migration.operations[needed.at(reason->operation.value_or(0))];
    Error error(ErrorCode::unsupported,
                "unsupported: " + summary(at.operation) + ": " + reason->reason);
    error.at(at.mark.text());
    throw error;
  }
  auto statements = std::get<std::vector<Statement>>(std::move(rendered));
  for (Statement& statement : statements) statement.operation = needed.at(statement.operation);
  return statements;
}

std::string place_of(const Migration& migration, const Statement& statement,
                     std::optional<std::size_t> offset) {
  const Mark& mark = migration.operations.at(statement.operation).mark;
  if (migration.is_sql && statement.script_line != 0) {
    const Mark first{mark.file, statement.script_line, statement.script_column};
    return mark_in(first, statement.sql, offset.value_or(0)).text();
  }
  if (!offset) return mark.text();
  const TextPlace place = place_after(
      {}, std::string_view(statement.sql).substr(0, std::min(*offset, statement.sql.size())));
  return mark.text() + ", line " + std::to_string(place.line) + ", column " +
         std::to_string(place.column) + " of the statement";
}

}  // namespace whimbrel
