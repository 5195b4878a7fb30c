#include "introspector.h"

#include <algorithm>

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
    read_definitions(reading);
  }
  read_triggers(reading);
  // Somebody who asks for some tables only does not ask for other objects.
  if (scope.only.empty()) {
    read_views(reading);
    read_routines(reading);
    read_events(reading);
    read_sequences(reading);
  }
  read_privileges(reading);
  std::sort(reading.schema.unsupported.begin(), reading.schema.unsupported.end());
  return std::move(reading.schema);
}

void FamilyIntrospector::read_sequences(CatalogReading&) const {}

}  // namespace whimbrel::mysql_family
