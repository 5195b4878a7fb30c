#include "introspector.h"

#include <algorithm>

#include "whimbrel/core/text.h"

namespace whimbrel::mysql_family {

Schema FamilyIntrospector::read(Connection& connection, const IntrospectionScope& scope) const {
  CatalogReading reading(connection, scope, *product_);
  read_tables(reading);
  if (!reading.schema.tables.empty()) {
    read_columns(reading);
    read_byte_defaults(reading);
    read_indexes(reading);
    read_foreign_keys(reading);
    read_checks(reading);
    for (auto& [name, table] : reading.schema.tables) leave_out_implicit_indexes(table);
  }
  read_unsupported(reading);
  std::sort(reading.schema.unsupported.begin(), reading.schema.unsupported.end());
  return std::move(reading.schema);
}

// Triggers, routines and events; views and partitioning stand with the tables.
void FamilyIntrospector::read_unsupported(CatalogReading& reading) const {
  // Somebody who asks for some tables only does not ask for other objects.
  if (!reading.scope().only.empty()) return;
  const auto rows = reading.rows(
      "SELECT 'trigger', TRIGGER_NAME FROM information_schema.TRIGGERS"
      " WHERE EVENT_OBJECT_SCHEMA = {database}"
      " UNION ALL SELECT LOWER(ROUTINE_TYPE), ROUTINE_NAME FROM information_schema.ROUTINES"
      " WHERE ROUTINE_SCHEMA = {database}"
      " UNION ALL SELECT 'event', EVENT_NAME FROM information_schema.EVENTS"
      " WHERE EVENT_SCHEMA = {database}" +
      std::string(more_objects()));
  for (const CatalogRow& row : rows)
    if (reading.scope().covers(QualifiedName(text(row, 1))))
      reading.schema.unsupported.push_back({text(row, 0), text(row, 1)});
}

}  // namespace whimbrel::mysql_family
