// Primary keys, unique constraints, foreign keys and checks.
#include <set>

#include "catalog.h"
#include "in_list.h"
#include "syntax.h"
#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

using Row = std::vector<std::optional<std::string>>;

// The columns of the query below.
enum Field : size_t {
  table_oid,
  kind,
  name,
  columns,
  referred_oid,
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

std::string constraints_query(const CatalogRead& read) {
  const int version = read.session.major_version();
  return read.wanted_tables() +
         "SELECT k.conrelid, k.contype, k.conname, k.conkey, k.confrelid, n.nspname, c.relname,"
         " k.confkey, k.confupdtype, k.confdeltype, k.confmatchtype, k.condeferrable,"
         " k.condeferred, k.convalidated, k.connoinherit AND k.contype = 'c',"
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

// The columns of tables that are referred to and were not read themselves.
void read_referred_columns(CatalogRead& read, const Rows& constraints) {
  std::set<std::string> missing;
  for (const Row& row : constraints.rows)
    if (text(row[kind]) == "f" && !read.columns.contains(text(row[referred_oid])))
      missing.insert(text(row[referred_oid]));
  if (missing.empty()) return;
  const std::vector<std::string> oids(missing.begin(), missing.end());
  const Rows rows = read.session.query(
      "SELECT attrelid, attnum, attname FROM pg_attribute WHERE attnum > 0 AND attrelid IN (" +
      join(oids, ", ") + ")");
  for (const Row& row : rows.rows)
    read.columns[text(row[0])].emplace(std::stoi(text(row[1])),
                                       CatalogColumn{Identifier(text(row[2]))});
}

// The names that an array of column numbers such as `{2,1}` stands for.
std::vector<Identifier> column_names(CatalogRead& read, const std::string& oid,
                                     std::string_view numbers) {
  std::vector<Identifier> names;
  if (numbers.size() <= 2) return names;
  const ColumnNames& known = read.columns[oid];
  for (const std::string_view number : split(numbers.substr(1, numbers.size() - 2), ','))
    if (const auto found = known.find(std::stoi(std::string(number))); found != known.end())
      names.push_back(found->second.name);
  return names;
}

std::vector<Identifier> own_columns(CatalogRead& read, const Row& row) {
  return column_names(read, text(row[table_oid]), text(row[columns]));
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
  PrimaryKey key{Identifier(text(row[name])), own_columns(read, row)};
  if (key.name == default_primary_key_name(table.name.name)) key.name = {};
  table.primary_key = std::move(key);
  if (truth(row[deferrable])) note(read, table, row, "deferrable primary key");
  if (truth(row[index_extras])) note(read, table, row, "primary key with further columns");
}

void add_unique(CatalogRead& read, Table& table, const Row& row) {
  if (truth(row[deferrable])) return note(read, table, row, "deferrable unique constraint");
  if (truth(row[index_extras]))
    return note(read, table, row, "unique constraint with INCLUDE or NULLS NOT DISTINCT");
  table.unique_constraints.push_back({Identifier(text(row[name])), own_columns(read, row)});
}

void add_foreign_key(CatalogRead& read, Table& table, const Row& row) {
  if (text(row[match]) == "f") return note(read, table, row, "foreign key with MATCH FULL");
  if (truth(row[partial_set]))
    return note(read, table, row, "foreign key with a column list after SET");
  if (truth(row[index_extras])) return note(read, table, row, "foreign key with PERIOD");
  ForeignKey key;
  key.name = Identifier(text(row[name]));
  key.columns = own_columns(read, row);
  key.referred_table = read.name(text(row[referred_schema]), text(row[referred_table]));
  key.referred_columns = column_names(read, text(row[referred_oid]), text(row[referred_columns]));
  key.on_update = action(text(row[on_update]));
  key.on_delete = action(text(row[on_delete]));
  key.deferral.deferrable = truth(row[deferrable]);
  key.deferral.initially_deferred = truth(row[deferred]);
  table.foreign_keys.push_back(std::move(key));
}

void add_check(CatalogRead& read, Table& table, const Row& row) {
  if (truth(row[no_inherit])) note(read, table, row, "check constraint with NO INHERIT");
  table.checks.push_back(
      {Identifier(text(row[name])),
       Expression(with_in_lists(without_outer_parentheses(text(row[condition]))))});
}

}  // namespace

void read_constraints(CatalogRead& read) {
  const Rows rows = read.session.query(constraints_query(read));
  read_referred_columns(read, rows);
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
