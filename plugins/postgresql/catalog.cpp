#include "catalog.h"

#include "syntax.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {

QualifiedName CatalogRead::name(const std::string& schema, const std::string& object) const {
  if (schema == session.default_schema().text()) return QualifiedName(object);
  return {Identifier(schema), Identifier(object)};
}

bool CatalogRead::included(const QualifiedName& name) const {
  return IntrospectionScope{scope.exclude, {}, scope.include}.covers(name);
}

bool CatalogRead::included(const ObjectId& id) const {
  return IntrospectionScope{scope.exclude, {}, scope.include}.covers(id);
}

SchemaObject* CatalogRead::add(const ObjectId& id) {
  if (!included(id)) return nullptr;
  SchemaObject& object = objects[id];
  object.id = id;
  return &object;
}

std::string CatalogRead::condition(std::string_view schema, std::string_view object) const {
  const Syntax& syntax = postgresql_syntax();
  // Globs may name other schemas; which of their tables are meant is decided with the names.
  if (scope.only.empty() && !scope.include.empty())
    return "(" + std::string(schema) + " <> 'information_schema' AND " + std::string(schema) +
           " NOT LIKE 'pg\\_%')";
  if (scope.only.empty() && scope.schemas.empty())
    return std::string(schema) + " = " + string_literal(session.default_schema().text(), syntax);
  if (scope.only.empty()) {
    std::string names = string_literal(session.default_schema().text(), syntax);
    for (const Identifier& name : scope.schemas)
      names += ", " + string_literal(name.text(), syntax);
    return std::string(schema) + " IN (" + names + ")";
  }
  std::string list;
  for (const QualifiedName& name : scope.only) {
    const Identifier& in = name.schema.empty() ? session.default_schema() : name.schema;
    list += (list.empty() ? "(" : ", (") + string_literal(in.text(), syntax) + ", " +
            string_literal(name.name.text(), syntax) + ")";
  }
  return "(" + std::string(schema) + ", " + std::string(object) + ") IN (" + list + ")";
}

std::string CatalogRead::wanted_tables(bool views) const {
  return "WITH wanted AS (SELECT c.oid, n.nspname, c.relname FROM pg_class c "
         "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p'" +
         std::string(views ? ", 'm'" : "") + ") AND c.reloftype = 0 AND " +
         condition("n.nspname", "c.relname") + " AND " + not_of_extension("pg_class", "c.oid") +
         ") ";
}

std::string not_of_extension(std::string_view catalog, std::string_view oid) {
  return "NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '" + std::string(catalog) +
         "'::regclass AND e.objid = " + std::string(oid) + " AND e.deptype = 'e')";
}

void set_option(Options& options, const std::string& key, const std::string& value) {
  if (!value.empty()) options[std::string(kDialectName)][key] = value;
}

const std::string& text(const std::optional<std::string>& value) {
  static const std::string none;
  return value ? *value : none;
}

bool truth(const std::optional<std::string>& value) { return value == "t"; }

}  // namespace whimbrel::postgresql
