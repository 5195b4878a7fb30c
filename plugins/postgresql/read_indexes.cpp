// Indexes that are not part of a constraint.
#include "catalog.h"
#include "index_definition.h"
#include "syntax.h"

namespace whimbrel::postgresql {

void read_indexes(CatalogRead& read) {
  const Rows rows = read.session.query(
      read.wanted_tables() +
      "SELECT i.indrelid, c.relname, i.indisvalid, s.spcname, pg_get_indexdef(i.indexrelid)"
      " FROM wanted w JOIN pg_index i ON i.indrelid = w.oid"
      " JOIN pg_class c ON c.oid = i.indexrelid"
      " LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace"
      " WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid"
      " AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x'))"
      " ORDER BY c.relname");
  for (const auto& row : rows.rows) {
    const auto table = read.tables.find(text(row[0]));
    if (table == read.tables.end()) continue;
    // What CREATE INDEX CONCURRENTLY left when it failed: no query uses it.
    if (!truth(row[2])) {
      read.unsupported.push_back(
          {"index that is not valid", table->second.name.text() + "." + text(row[1])});
      continue;
    }
    Index index = parse_index_definition(text(row[4]));
    if (row[3]) index.options[std::string(kDialectName)]["tablespace"] = *row[3];
    table->second.indexes.push_back(std::move(index));
  }
}

}  // namespace whimbrel::postgresql
