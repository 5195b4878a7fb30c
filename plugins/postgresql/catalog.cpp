#include "catalog.h"

#include "syntax.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {

QualifiedName CatalogRead::name(const std::string& schema, const std::string& object) const {
  if (schema == session.default_schema().text()) return QualifiedName(object);
  return {Identifier(schema), Identifier(object)};
}

bool CatalogRead::included(const QualifiedName& name) const {
  return IntrospectionScope{scope.exclude, {}}.covers(name);
}

std::string CatalogRead::condition(std::string_view schema, std::string_view object) const {
  const Syntax& syntax = postgresql_syntax();
  if (scope.only.empty())
    return std::string(schema) + " = " + string_literal(session.default_schema().text(), syntax);
  std::string list;
  for (const QualifiedName& name : scope.only) {
    const Identifier& in = name.schema.empty() ? session.default_schema() : name.schema;
    list += (list.empty() ? "(" : ", (") + string_literal(in.text(), syntax) + ", " +
            string_literal(name.name.text(), syntax) + ")";
  }
  return "(" + std::string(schema) + ", " + std::string(object) + ") IN (" + list + ")";
}

std::string CatalogRead::wanted_tables() const {
  return "WITH wanted AS (SELECT c.oid, n.nspname, c.relname FROM pg_class c "
         "JOIN pg_namespace n ON n.oid = c.relnamespace "
         "WHERE c.relkind = 'r' AND NOT c.relispartition AND c.reloftype = 0 AND " +
         condition("n.nspname", "c.relname") +
         " AND c.oid NOT IN (SELECT inhrelid FROM pg_inherits)"
         " AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass"
         " AND e.objid = c.oid AND e.deptype = 'e')) ";
}

const std::string& text(const std::optional<std::string>& value) {
  static const std::string none;
  return value ? *value : none;
}

bool truth(const std::optional<std::string>& value) { return value == "t"; }

}  // namespace whimbrel::postgresql
