// Sequences that do not belong to an identity or serial column.
#include "catalog.h"

namespace whimbrel::postgresql {
namespace {

// What is not the default is given, the rest is null.
constexpr std::string_view kQuery =
    "SELECT c.oid, n.nspname, c.relname,"
    " CASE WHEN q.seqtypid <> 'int8'::regtype THEN format_type(q.seqtypid, NULL) END,"
    " NULLIF(q.seqstart, CASE WHEN q.seqincrement > 0 THEN q.seqmin ELSE q.seqmax END),"
    " NULLIF(q.seqincrement, 1),"
    " NULLIF(q.seqmin, CASE WHEN q.seqincrement > 0 THEN 1 ELSE r.least END),"
    " NULLIF(q.seqmax, CASE WHEN q.seqincrement > 0 THEN r.most ELSE -1 END),"
    " NULLIF(q.seqcache, 1), CASE WHEN q.seqcycle THEN 'true' END,"
    " w.nspname, t.relname, a.attname, obj_description(c.oid, 'pg_class'),"
    " CASE WHEN c.relpersistence = 'u' AND t.relpersistence IS DISTINCT FROM 'u' THEN 'true' END,"
    " o.refobjid, o.deptype::text"
    " FROM pg_sequence q JOIN pg_class c ON c.oid = q.seqrelid"
    " JOIN pg_namespace n ON n.oid = c.relnamespace"
    " CROSS JOIN LATERAL (SELECT CASE q.seqtypid WHEN 'int2'::regtype THEN -32768"
    " WHEN 'int4'::regtype THEN -2147483648 ELSE -9223372036854775808 END AS least,"
    " CASE q.seqtypid WHEN 'int2'::regtype THEN 32767"
    " WHEN 'int4'::regtype THEN 2147483647 ELSE 9223372036854775807 END AS most) r"
    " LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = q.seqrelid"
    " AND o.objsubid = 0 AND o.refclassid = 'pg_class'::regclass AND o.deptype IN ('a', 'i')"
    " LEFT JOIN pg_class t ON t.oid = o.refobjid LEFT JOIN pg_namespace w ON w.oid = t.relnamespace"
    " LEFT JOIN pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid"
    " WHERE ";

// True for the sequence of an identity or serial column, which goes with that, and for one whose
// table is not read.
bool belongs_to_column(const CatalogRead& read, const CatalogRow& row) {
  if (!row[15]) return false;
  if (text(row[16]) == "i") return true;
  const auto table = read.tables.find(*row[15]);
  if (table == read.tables.end()) return true;
  const Column* column = table->second.column(Identifier(text(row[12])));
  return column != nullptr && column->autoincrement;
}

}  // namespace

void read_sequences(CatalogRead& read) {
  const Rows rows =
      read.session.query(std::string(kQuery) + read.condition("n.nspname", "c.relname") + " AND " +
                         not_of_extension("pg_class", "c.oid"));
  for (const CatalogRow& row : rows.rows) {
    if (belongs_to_column(read, row)) {
      if (read.tables.contains(*row[15]))
        read.column_sequences[read.name(text(row[1]), text(row[2]))] = {text(row[15]),
                                                                        Identifier(text(row[12]))};
      continue;
    }
    const ObjectId id{ObjectKind::sequence, read.name(text(row[1]), text(row[2]))};
    SchemaObject* object = read.add(id);
    if (object == nullptr) continue;
    read.relations.emplace(text(row[0]), id);
    constexpr const char* kKeys[] = {"type",    "start", "increment", "minimum",
                                     "maximum", "cache", "cycle"};
    for (size_t i = 0; i < std::size(kKeys); ++i)
      if (row[3 + i]) object->attributes[kKeys[i]] = *row[3 + i];
    if (row[12])
      object->attributes["owned_by"] =
          read.name(text(row[10]), text(row[11])).text() + "." + QualifiedName(*row[12]).text();
    object->comment = text(row[13]);
    set_option(object->options, "unlogged", text(row[14]));
  }
}

}  // namespace whimbrel::postgresql
