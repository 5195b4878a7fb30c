// Primary keys, unique constraints, foreign keys and checks.
#include "catalog.h"
#include "syntax.h"

namespace whimbrel::postgresql {
namespace {

using Row = std::vector<std::optional<std::string>>;

// The columns of the query below.
enum Field : size_t {
  table_oid,
  kind,
  name,
  columns,
  referred_schema,
  referred_table,
  referred_columns,
  on_update,
  on_delete,
  match,
  deferrable,
  deferred,
  validated,
  no_inherit,
  condition,
  partial_set,
  index_extras,
  not_enforced,
};

std::string column_names(std::string_view relation, std::string_view numbers) {
  return "(SELECT json_agg(a.attname ORDER BY u.place) FROM unnest(" + std::string(numbers) +
         ") WITH ORDINALITY AS u (number, place) JOIN pg_attribute a ON a.attrelid = " +
         std::string(relation) + " AND a.attnum = u.number)";
}

std::string constraints_query(const CatalogRead& read) {
  const int version = read.session.major_version();
  return read.wanted_tables() + "SELECT k.conrelid, k.contype, k.conname, " +
         column_names("k.conrelid", "k.conkey") + ", n.nspname, c.relname, " +
         column_names("k.confrelid", "k.confkey") +
         ", k.confupdtype, k.confdeltype, k.confmatchtype, k.condeferrable, k.condeferred,"
         " k.convalidated, k.connoinherit AND k.contype = 'c',"
         " CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END, " +
         (version >= 15 ? "k.confdelsetcols IS NOT NULL" : "false") +
         ", i.indnatts > i.indnkeyatts" + (version >= 15 ? " OR i.indnullsnotdistinct" : "") +
         (version >= 18 ? " OR k.conperiod" : "") + ", " +
         (version >= 18 ? "NOT k.conenforced" : "false") +
         " FROM wanted w JOIN pg_constraint k ON k.conrelid = w.oid"
         " LEFT JOIN pg_class c ON c.oid = k.confrelid"
         " LEFT JOIN pg_namespace n ON n.oid = c.relnamespace"
         " LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u')"
         " WHERE k.conparentid = 0 AND k.contype IN ('p', 'u', 'f', 'c')"
         " ORDER BY k.conname, k.oid";
}

ReferentialAction action(const std::string& code) {
  if (code == "r") return ReferentialAction::restrict;
  if (code == "c") return ReferentialAction::cascade;
  if (code == "n") return ReferentialAction::set_null;
  if (code == "d") return ReferentialAction::set_default;
  return ReferentialAction::no_action;
}

// The model has no place for it: it is named to the user.
void note(CatalogRead& read, const Table& table, const Row& row, std::string what) {
  read.unsupported.push_back({std::move(what), table.name.text() + "." + text(row[name])});
}

void add_primary_key(CatalogRead& read, Table& table, const Row& row) {
  PrimaryKey key{Identifier(text(row[name])), names_from_json(row[columns])};
  if (key.name == default_primary_key_name(table.name.name)) key.name = {};
  table.primary_key = std::move(key);
  if (truth(row[deferrable])) note(read, table, row, "deferrable primary key");
  if (truth(row[index_extras])) note(read, table, row, "primary key with further columns");
}

void add_unique(CatalogRead& read, Table& table, const Row& row) {
  if (truth(row[deferrable])) return note(read, table, row, "deferrable unique constraint");
  if (truth(row[index_extras]))
    return note(read, table, row, "unique constraint with INCLUDE or NULLS NOT DISTINCT");
  table.unique_constraints.push_back({Identifier(text(row[name])), names_from_json(row[columns])});
}

void add_foreign_key(CatalogRead& read, Table& table, const Row& row) {
  if (text(row[match]) == "f") return note(read, table, row, "foreign key with MATCH FULL");
  if (truth(row[partial_set]))
    return note(read, table, row, "foreign key with a column list after SET");
  if (truth(row[index_extras])) return note(read, table, row, "foreign key with PERIOD");
  ForeignKey key;
  key.name = Identifier(text(row[name]));
  key.columns = names_from_json(row[columns]);
  key.referred_table = read.name(text(row[referred_schema]), text(row[referred_table]));
  key.referred_columns = names_from_json(row[referred_columns]);
  key.on_update = action(text(row[on_update]));
  key.on_delete = action(text(row[on_delete]));
  key.deferrable = truth(row[deferrable]);
  key.initially_deferred = truth(row[deferred]);
  table.foreign_keys.push_back(std::move(key));
}

void add_check(CatalogRead& read, Table& table, const Row& row) {
  if (truth(row[no_inherit])) note(read, table, row, "check constraint with NO INHERIT");
  table.checks.push_back(
      {Identifier(text(row[name])), Expression(without_outer_parentheses(text(row[condition])))});
}

}  // namespace

void read_constraints(CatalogRead& read) {
  const Rows rows = read.session.query(constraints_query(read));
  for (const Row& row : rows.rows) {
    const auto found = read.tables.find(text(row[table_oid]));
    if (found == read.tables.end()) continue;
    Table& table = found->second;
    // Such a constraint is in force for new rows: it belongs to the table and is named besides.
    if (truth(row[not_enforced]))
      note(read, table, row, "constraint that is not enforced");
    else if (!truth(row[validated]))
      note(read, table, row, "constraint that is not validated");
    const std::string& type = text(row[kind]);
    if (type == "p") add_primary_key(read, table, row);
    if (type == "u") add_unique(read, table, row);
    if (type == "f") add_foreign_key(read, table, row);
    if (type == "c") add_check(read, table, row);
  }
}

}  // namespace whimbrel::postgresql
