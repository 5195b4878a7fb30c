// Functions and procedures.
#include "catalog.h"
#include "syntax.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {
namespace {

// A function of an aggregate, with its schema where it is neither the default one nor the server's.
std::string function_name(const CatalogRead& read, std::string_view oid) {
  const std::string schema =
      string_literal(read.session.default_schema().text(), postgresql_syntax());
  return "(SELECT CASE WHEN s.nspname IN ('pg_catalog', " + schema +
         ") THEN '' ELSE quote_ident(s.nspname) || '.' END || quote_ident(p.proname) FROM pg_proc p"
         " JOIN pg_namespace s ON s.oid = p.pronamespace WHERE p.oid = " +
         std::string(oid) + ")";
}

// The server has no function that writes down an aggregate. Those that have what this leaves out
// (moving windows, ordered sets, an operator to sort by) are null, and named as unsupported.
std::string aggregate_definition(const CatalogRead& read) {
  const auto part = [&](const char* word, const char* field) {
    return std::string(", CASE WHEN g.") + field + " <> 0 THEN '" + word + " = ' || " +
           function_name(read, std::string("g.") + field) + " END";
  };
  return "CASE WHEN g.aggkind = 'n' AND g.aggmtransfn = 0 AND g.aggsortop = 0"
         " AND g.aggfinalmodify = 'r' THEN concat_ws(', ', 'SFUNC = ' || " +
         function_name(read, "g.aggtransfn") +
         ", 'STYPE = ' || format_type(g.aggtranstype, NULL),"
         " CASE WHEN g.aggtransspace <> 0 THEN 'SSPACE = ' || g.aggtransspace END" +
         part("FINALFUNC", "aggfinalfn") +
         ", CASE WHEN g.aggfinalextra THEN 'FINALFUNC_EXTRA' END" +
         part("COMBINEFUNC", "aggcombinefn") + part("SERIALFUNC", "aggserialfn") +
         part("DESERIALFUNC", "aggdeserialfn") +
         ", 'INITCOND = ' || quote_literal(g.agginitval),"
         " CASE f.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED'"
         " END) END";
}

std::string aggregate_statement(const ObjectId& id, const CatalogRow& row) {
  SqlWriter sql(postgresql_syntax());
  sql.word("CREATE OR REPLACE AGGREGATE").name(id.name);
  sql.parenthesised(text(row[7]).empty() ? "*" : text(row[7])).parenthesised(text(row[6]));
  return std::move(sql).take();
}

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
      " CASE WHEN f.prokind <> 'a' THEN pg_get_functiondef(f.oid) END,"
      " obj_description(f.oid, 'pg_proc'), " +
      aggregate_definition(read) +
      ", CASE WHEN f.prokind = 'a' THEN pg_get_function_identity_arguments(f.oid) END"
      " FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace"
      " LEFT JOIN pg_aggregate g ON g.aggfnoid = f.oid WHERE " +
      read.condition("n.nspname", "f.proname") +
      // The constructors of a range type come and go with it, and so does what an extension owns.
      " AND NOT EXISTS (SELECT FROM pg_depend o WHERE o.classid = 'pg_proc'::regclass"
      " AND o.objid = f.oid AND o.deptype IN ('i', 'e'))");
  for (const CatalogRow& row : rows.rows) {
    const ObjectKind kind = text(row[2]) == "p" ? ObjectKind::procedure : ObjectKind::function;
    const ObjectId id{kind, read.name(text(row[0]), text(row[1])), {}, text(row[3])};
    const bool aggregate = text(row[2]) == "a";
    if (aggregate && !row[6]) {
      if (read.included(id)) read.unsupported.push_back({"aggregate", id.text()});
      continue;
    }
    SchemaObject* object = read.add(id);
    if (object == nullptr) continue;
    object->comment = text(row[5]);
    if (aggregate) {
      object->definition = Expression(aggregate_statement(id, row));
      continue;
    }
    std::string definition = without_default_schema(read, text(row[4]), text(row[0]));
    while (definition.ends_with('\n')) definition.pop_back();
    object->definition = Expression(std::move(definition));
  }
}

}  // namespace whimbrel::postgresql
