// Extensions, and the schemas themselves.
#include "catalog.h"

namespace whimbrel::postgresql {
namespace {

// An extension that everybody has by default says nothing; what the server's own files say of one
// (its version, its comment) is given only where the database differs.
void add_extensions(CatalogRead& read) {
  const Rows rows = read.session.query(
      "SELECT x.extname, n.nspname, (SELECT NULLIF(x.extversion, a.default_version)"
      " FROM pg_available_extensions a WHERE a.name = x.extname),"
      " (SELECT NULLIF(obj_description(x.oid, 'pg_extension'), a.comment)"
      " FROM pg_available_extensions a WHERE a.name = x.extname)"
      " FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace"
      " WHERE x.extname <> 'plpgsql' AND " +
      read.condition("n.nspname", "x.extname"));
  for (const CatalogRow& row : rows.rows) {
    SchemaObject* object = read.add({ObjectKind::extension, QualifiedName(text(row[0]))});
    if (object == nullptr) continue;
    if (Identifier(text(row[1])) != read.session.default_schema())
      object->attributes["schema"] = text(row[1]);
    if (row[2]) object->attributes["version"] = *row[2];
    object->comment = text(row[3]);
  }
}

// The default schema is where everything is; others are objects where the scope looks beyond it.
void add_schemas(CatalogRead& read) {
  if (read.scope.include.empty() && read.scope.schemas.empty()) return;
  const Rows rows = read.session.query(
      "SELECT n.nspname, obj_description(n.oid, 'pg_namespace') FROM pg_namespace n WHERE " +
      read.condition("n.nspname", "n.nspname") + " AND " +
      not_of_extension("pg_namespace", "n.oid"));
  for (const CatalogRow& row : rows.rows) {
    if (Identifier(text(row[0])) == read.session.default_schema()) continue;
    if (SchemaObject* object = read.add({ObjectKind::schema, QualifiedName(text(row[0]))}))
      object->comment = text(row[1]);
  }
}

}  // namespace

void read_extensions(CatalogRead& read) {
  add_extensions(read);
  add_schemas(read);
}

}  // namespace whimbrel::postgresql
