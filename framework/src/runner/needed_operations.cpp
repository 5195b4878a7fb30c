#include "needed_operations.h"

#include <algorithm>

#include "whimbrel/core/error.h"
#include "whimbrel/dialect/abilities.h"
#include "whimbrel/dialect/name_matching.h"
#include "whimbrel/ops/apply.h"
#include "whimbrel/ops/guards.h"

namespace whimbrel {
namespace {

bool names_in_any_case(const Dialect& dialect) {
  const auto* names = ability<NameMatching>(dialect);
  return names != nullptr && names->ignores_case();
}

const LocatedOperation* first_guarded(const Migration& migration, const MigrationPart& part) {
  for (std::size_t i = part.begin; i < part.end; ++i)
    if (is_guarded(migration.operations[i].operation)) return &migration.operations[i];
  return nullptr;
}

Error refusal(const LocatedOperation& guarded, const std::string& reason) {
  Error error(ErrorCode::unsupported, "unsupported: " + summary(guarded.operation) +
                                          " with 'if_exists' or 'if_not_exists': " + reason);
  error.at(guarded.mark.text());
  return error;
}

// The tables that the operations of the part work on, as they are before it.
Schema tables_of(const Migration& migration, const MigrationPart& part, RenderContext& context) {
  Schema now;
  for (std::size_t i = part.begin; i < part.end; ++i) {
    const QualifiedName* name = table_of(migration.operations[i].operation);
    if (name == nullptr || now.tables.contains(*name)) continue;
    if (const Table* table = context.table(*name)) {
      const auto entry = now.tables.emplace(*name, *table).first;
      entry->second.name = *name;
    }
  }
  return now;
}

}  // namespace

std::vector<std::size_t> needed_operations(const Migration& migration, const MigrationPart& part,
                                           const Dialect& dialect, RenderContext& context) {
  std::vector<std::size_t> needed;
  const LocatedOperation* guarded = first_guarded(migration, part);
  if (guarded != nullptr && context.offline())
    throw refusal(*guarded, "what is there can be seen only in the database")
        .with_hint("run the command without --sql, or write the condition in SQL");
  const bool any_case = guarded != nullptr && names_in_any_case(dialect);
  Schema now = guarded == nullptr ? Schema() : tables_of(migration, part, context);
  for (std::size_t i = part.begin; i < part.end; ++i) {
    const Operation& operation = migration.operations[i].operation;
    if (guarded != nullptr) {
      if (!is_needed(operation, now, any_case)) continue;
      // What does not fit is for the database to refuse.
      (void)whimbrel::apply(operation, now);
    }
    needed.push_back(i);
  }
  return needed;
}

void require_unguarded(const Migration& migration, std::size_t statements) {
  const LocatedOperation* guarded = first_guarded(migration, {0, migration.operations.size()});
  if (guarded == nullptr || statements < 2) return;
  throw refusal(*guarded,
                "the statements of this revision commit one by one, so that an "
                "interrupted run could not tell what it did from what was there")
      .with_hint("put this operation into a revision of its own");
}

}  // namespace whimbrel
