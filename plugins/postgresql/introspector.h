// The schema of a live database, from pg_catalog.
#pragma once

#include <vector>

#include "type_system.h"
#include "whimbrel/dialect/introspector.h"

namespace whimbrel::postgresql {

/// See Introspector. Reads the default schema (current_schema()) and, when the scope names tables
/// of other schemas, those. What belongs to an extension is left out, and so is the name of a
/// primary key where it is `<table>_pkey`. Borrows the types. [thread-safe]
class PostgresqlIntrospector final : public Introspector {
 public:
  explicit PostgresqlIntrospector(const PostgresqlTypes& types) : types_(&types) {}

  Schema read(Connection& connection, const IntrospectionScope& scope) const override;

  /// As `read`. Names from the schemas of `also_visible` are unqualified in types and expressions
  /// too, as if they stood in the default schema.
  Schema read(Connection& connection, const IntrospectionScope& scope,
              const std::vector<Identifier>& also_visible) const;

 private:
  const PostgresqlTypes* types_;
};

}  // namespace whimbrel::postgresql
