#include "introspector.h"

#include <algorithm>

#include "catalog.h"

namespace whimbrel::postgresql {

Schema PostgresqlIntrospector::read(Connection& connection, const IntrospectionScope& scope) const {
  return read(connection, scope, {});
}

Schema PostgresqlIntrospector::read(Connection& connection, const IntrospectionScope& scope,
                                    const std::vector<Identifier>& also_visible) const {
  ReadSession session(connection, also_visible);
  CatalogRead catalog{session, scope, *types_};
  read_tables(catalog);
  read_columns(catalog);
  read_comments(catalog);
  read_constraints(catalog);
  read_standing(catalog);
  if (catalog.all_kinds()) {
    read_views(catalog);
    read_sequences(catalog);
    read_own_types(catalog);
    read_routines(catalog);
    read_extensions(catalog);
  }
  read_indexes(catalog);  // those of materialised views too
  read_privileges(catalog);
  read_unsupported(catalog);
  session.finish();
  Schema schema;
  for (auto& [oid, table] : catalog.tables) {
    QualifiedName name = table.name;
    schema.tables.emplace(std::move(name), std::move(table));
  }
  schema.objects = std::move(catalog.objects);
  schema.unsupported = std::move(catalog.unsupported);
  std::sort(schema.unsupported.begin(), schema.unsupported.end());
  return schema;
}

}  // namespace whimbrel::postgresql
