// Functions and procedures.
#include "catalog.h"
#include "syntax.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {
namespace {

// The server writes the schema before the name; what stands in the default schema has none here.
std::string without_default_schema(const CatalogRead& read, std::string definition,
                                   const std::string& schema) {
  if (schema != read.session.default_schema().text()) return definition;
  for (const char* kind : {"FUNCTION ", "PROCEDURE "}) {
    const std::string begin = std::string("CREATE OR REPLACE ") + kind;
    if (!definition.starts_with(begin)) continue;
    // The server quotes only where it has to.
    for (const std::string& written : {schema, quoted(Identifier(schema), postgresql_syntax())})
      if (definition.compare(begin.size(), written.size() + 1, written + ".") == 0)
        return definition.erase(begin.size(), written.size() + 1);
  }
  return definition;
}

}  // namespace

void read_routines(CatalogRead& read) {
  const Rows rows = read.session.query(
      "SELECT n.nspname, f.proname, f.prokind, (SELECT string_agg(format_type(a.type, NULL), ', '"
      " ORDER BY a.place) FROM unnest(f.proargtypes) WITH ORDINALITY AS a (type, place)),"
      " pg_get_functiondef(f.oid), obj_description(f.oid, 'pg_proc')"
      " FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace"
      " WHERE f.prokind <> 'a' AND " +
      read.condition("n.nspname", "f.proname") +
      // The constructors of a range type come and go with it, and so does what an extension owns.
      " AND NOT EXISTS (SELECT FROM pg_depend o WHERE o.classid = 'pg_proc'::regclass"
      " AND o.objid = f.oid AND o.deptype IN ('i', 'e'))");
  for (const CatalogRow& row : rows.rows) {
    const ObjectKind kind = text(row[2]) == "p" ? ObjectKind::procedure : ObjectKind::function;
    SchemaObject* object =
        read.add({kind, read.name(text(row[0]), text(row[1])), {}, text(row[3])});
    if (object == nullptr) continue;
    std::string definition = without_default_schema(read, text(row[4]), text(row[0]));
    while (definition.ends_with('\n')) definition.pop_back();
    object->definition = Expression(std::move(definition));
    object->comment = text(row[5]);
  }
}

}  // namespace whimbrel::postgresql
