// Indexes that are not part of a constraint, of tables and materialised views.
#include <algorithm>
#include <charconv>

#include "catalog.h"
#include "index_definition.h"
#include "syntax.h"
#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

using Row = CatalogRow;

// The columns of the query below.
enum Field : size_t {
  table_oid,
  name,
  valid,
  tablespace,
  index_oid,
  keys,
  classes,
  plain_shape,
  comment,
  clustered
};

/// The first number that the server gives to what is not its own.
constexpr unsigned kFirstForeignOid = 16384;

// A plain index has a shape: what its definition depends on besides names and the types of its
// columns.
std::string indexes_query(const CatalogRead& read) {
  return read.wanted_tables(true) +
         "SELECT i.indrelid, c.relname, i.indisvalid, s.spcname, i.indexrelid, i.indkey,"
         " i.indclass, CASE WHEN i.indexprs IS NULL AND i.indpred IS NULL AND c.reloptions IS NULL"
         " AND i.indnatts = i.indnkeyatts AND c.relam = (SELECT m.oid FROM pg_am m"
         " WHERE m.amname = 'btree') THEN concat_ws('|', i.indisunique, i.indclass,"
         " i.indcollation, i.indoption" +
         std::string(read.session.major_version() >= 15 ? ", i.indnullsnotdistinct" : "") +
         ") END, d.description, i.indisclustered FROM wanted w JOIN pg_index i ON i.indrelid = "
         "w.oid"
         " JOIN pg_class c ON c.oid = i.indexrelid"
         " LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace"
         " LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass"
         " AND d.objoid = i.indexrelid AND d.objsubid = 0"
         // An index of a partition that came with the parent's stands there.
         " WHERE NOT c.relispartition AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid "
         "= i.indexrelid"
         " AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x'))"
         " ORDER BY c.relname";
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// The definitions of indexes. The server takes longer to write down one definition than for all
/// the rest of an index, so those of plain indexes that differ in names only are asked for once.
class Definitions {
 public:
  Definitions(CatalogRead& read, const Rows& rows) : read_(read) {
    for (const Row& row : rows.rows)
      if (read.tables.contains(text(row[table_oid])) ||
          read.relations.contains(text(row[table_oid])))
        representatives_.try_emplace(shape_of(row), text(row[index_oid]));
    if (!representatives_.empty()) ask();
  }

  Index index(const Row& row) const {
    const std::string shape = shape_of(row);
    Index index = parsed_.at(representatives_.at(shape));
    if (shape == text(row[index_oid])) return index;
    const ColumnNames& columns = read_.columns.at(text(row[table_oid]));
    index.name = Identifier(text(row[name]));
    size_t position = 0;
    for (const std::string_view key : split(text(row[keys]), ' '))
      index.keys.at(position++).what = columns.at(number(key)).name;
    return index;
  }

 private:
  // Indexes of one shape have the same definition but for names. One that shares its definition
  // with nobody has its own number as its shape.
  std::string shape_of(const Row& row) const {
    if (!row[plain_shape] || !has_own_classes_only(row)) return text(row[index_oid]);
    const auto columns = read_.columns.find(text(row[table_oid]));
    std::string shape = text(row[plain_shape]);
    for (const std::string_view key : split(text(row[keys]), ' ')) {
      if (columns == read_.columns.end()) return text(row[index_oid]);
      const auto column = columns->second.find(number(key));
      if (column == columns->second.end()) return text(row[index_oid]);
      shape += "|" + column->second.kind;
    }
    return shape;
  }

  // Operator classes of an extension may have parameters, which stand elsewhere.
  static bool has_own_classes_only(const Row& row) {
    const auto classes_of_row = split(text(row[classes]), ' ');
    return std::all_of(classes_of_row.begin(), classes_of_row.end(), [](std::string_view each) {
      unsigned value = kFirstForeignOid;
      std::from_chars(each.data(), each.data() + each.size(), value);
      return value < kFirstForeignOid;
    });
  }

  void ask() {
    std::string oids;
    for (const auto& [shape, oid] : representatives_) oids += (oids.empty() ? "" : ",") + oid;
    const Rows rows = read_.session.query("SELECT i, pg_get_indexdef(i) FROM unnest('{" + oids +
                                          "}'::oid[]) AS wanted (i)");
    for (const Row& row : rows.rows)
      parsed_.emplace(text(row[0]), parse_index_definition(text(row[1])));
  }

  const CatalogRead& read_;
  std::map<std::string, std::string> representatives_;
  std::map<std::string, Index> parsed_;
};

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
  const Rows rows = read.session.query(indexes_query(read));
  const Definitions definitions(read, rows);
  for (const Row& row : rows.rows) {
    QualifiedName of;
    std::vector<Index>* indexes = indexes_of(read, text(row[table_oid]), of);
    if (indexes == nullptr) continue;
    // What CREATE INDEX CONCURRENTLY left when it failed: no query uses it.
    if (!truth(row[valid])) {
      read.unsupported.push_back({"index that is not valid", of.text() + "." + text(row[name])});
      continue;
    }
    Index index = definitions.index(row);
    set_option(index.options, "tablespace", text(row[tablespace]));
    if (truth(row[clustered])) set_option(index.options, "clustered", "true");
    index.comment = text(row[comment]);
    indexes->push_back(std::move(index));
  }
}

}  // namespace whimbrel::postgresql
