// Reading the schema of a SQLite database.
#pragma once

#include "type_system.h"
#include "whimbrel/dialect/introspector.h"

namespace whimbrel::sqlite {

/// Names, types and nullability come from SQLite's pragmas, all else from the text of the schema
/// table: CHECK, COLLATE, expressions, names of constraints and AUTOINCREMENT stand nowhere else.
/// The internal tables of SQLite and of virtual tables are left out.
class SqliteIntrospector final : public Introspector {
 public:
  explicit SqliteIntrospector(const SqliteTypes& types) : types_(&types) {}
  Schema read(Connection& connection, const IntrospectionScope& scope) const override;

 private:
  const SqliteTypes* types_;
};

}  // namespace whimbrel::sqlite
