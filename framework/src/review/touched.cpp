#include "touched.h"

namespace whimbrel {

void TouchedTables::note(const QualifiedName& name, const Schema& schema) {
  const auto [entry, is_first] = before_.try_emplace(name);
  if (!is_first) return;
  if (const Table* table = schema.table(name)) entry->second = *table;
}

// A rename changes the foreign keys that refer to it.
void TouchedTables::note_referring(const QualifiedName& name, const Schema& schema) {
  for (const auto& [other, table] : schema.tables)
    for (const ForeignKey& key : table.foreign_keys)
      if (key.referred_table == name) {
        note(other, schema);
        break;
      }
}

void TouchedTables::note(const Operation& operation, const Schema& schema) {
  const QualifiedName* table = table_of(operation);
  if (table == nullptr) return;
  note(*table, schema);
  if (const auto* renamed = std::get_if<RenameTable>(&operation)) {
    note(QualifiedName{renamed->table.schema, renamed->to}, schema);
    note_referring(*table, schema);
  }
  if (std::holds_alternative<RenameColumn>(operation)) note_referring(*table, schema);
}

void TouchedTables::restore(Schema& schema) const {
  for (const auto& [name, table] : before_) {
    schema.tables.erase(name);
    if (table) schema.tables.emplace(name, *table);
  }
}

}  // namespace whimbrel
