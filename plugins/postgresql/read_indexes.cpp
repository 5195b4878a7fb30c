// Indexes that are not part of a constraint, of tables and materialised views.
#include "catalog.h"
#include "index_definition.h"
#include "syntax.h"

namespace whimbrel::postgresql {
namespace {

// Those of the table or materialised view of that oid; null when it is not read.
std::vector<Index>* indexes_of(CatalogRead& read, const std::string& oid, QualifiedName& name) {
  if (const auto table = read.tables.find(oid); table != read.tables.end()) {
    name = table->second.name;
    return &table->second.indexes;
  }
  const auto view = read.relations.find(oid);
  if (view == read.relations.end()) return nullptr;
  name = view->second.name;
  return &read.objects.at(view->second).indexes;
}

}  // namespace

void read_indexes(CatalogRead& read) {
  const Rows rows = read.session.query(
      read.wanted_tables(true) +
      "SELECT i.indrelid, c.relname, i.indisvalid, s.spcname, pg_get_indexdef(i.indexrelid),"
      " d.description, i.indisclustered"
      " FROM wanted w JOIN pg_index i ON i.indrelid = w.oid"
      " JOIN pg_class c ON c.oid = i.indexrelid"
      " LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace"
      " LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass"
      " AND d.objoid = i.indexrelid AND d.objsubid = 0"
      // An index of a partition that came with the parent's stands there.
      " WHERE NOT c.relispartition AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = "
      "i.indexrelid"
      " AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x'))"
      " ORDER BY c.relname");
  for (const auto& row : rows.rows) {
    QualifiedName of;
    std::vector<Index>* indexes = indexes_of(read, text(row[0]), of);
    if (indexes == nullptr) continue;
    // What CREATE INDEX CONCURRENTLY left when it failed: no query uses it.
    if (!truth(row[2])) {
      read.unsupported.push_back({"index that is not valid", of.text() + "." + text(row[1])});
      continue;
    }
    Index index = parse_index_definition(text(row[4]));
    set_option(index.options, "tablespace", text(row[3]));
    if (truth(row[6])) set_option(index.options, "clustered", "true");
    index.comment = text(row[5]);
    indexes->push_back(std::move(index));
  }
}

}  // namespace whimbrel::postgresql
