// Primary keys, unique constraints, foreign keys, checks and exclusion constraints.
#include <set>

#include "catalog.h"
#include "exclusion_definition.h"
#include "in_list.h"
#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {
namespace {

using Row = CatalogRow;

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
  set_columns,
  nulls_not_distinct,
  with_period,
  not_enforced,
  included,
  index_options,
  tablespace,
  exclusion,
  comment,
};

// The columns of a constraint's index that are no keys, as an array of their numbers.
constexpr std::string_view kIncluded =
    "CASE WHEN i.indnatts > i.indnkeyatts THEN (SELECT array_agg(x.number ORDER BY x.place)"
    " FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS x (number, place)"
    " WHERE x.place > i.indnkeyatts) END";

std::string constraints_query(const CatalogRead& read) {
  const int version = read.session.major_version();
  return read.wanted_tables() +
         "SELECT k.conrelid, k.contype, k.conname, k.conkey, k.confrelid, n.nspname, c.relname,"
         " k.confkey, k.confupdtype, k.confdeltype, k.confmatchtype, k.condeferrable,"
         " k.condeferred, k.convalidated, k.connoinherit AND k.contype = 'c',"
         " CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END, " +
         (version >= 15 ? "k.confdelsetcols, COALESCE(i.indnullsnotdistinct, false), "
                        : "NULL, false, ") +
         (version >= 18 ? "k.conperiod, NOT k.conenforced, " : "false, false, ") +
         std::string(kIncluded) +
         ", array_to_string(x.reloptions, ', '), s.spcname,"
         " CASE WHEN k.contype = 'x' THEN pg_get_constraintdef(k.oid) END, d.description"
         " FROM wanted w JOIN pg_constraint k ON k.conrelid = w.oid"
         " LEFT JOIN pg_class c ON c.oid = k.confrelid"
         " LEFT JOIN pg_namespace n ON n.oid = c.relnamespace"
         " LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')"
         " LEFT JOIN pg_class x ON x.oid = i.indexrelid"
         " LEFT JOIN pg_tablespace s ON s.oid = x.reltablespace"
         " LEFT JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass"
         " AND d.objoid = k.oid"
         // What a partition or an heir has from its parents stands there.
         " WHERE k.conparentid = 0 AND k.conislocal AND k.contype IN ('p', 'u', 'f', 'c', 'x')"
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

Deferral deferral_of(const Row& row) { return {truth(row[deferrable]), truth(row[deferred])}; }

Options options_of_index(const Row& row) {
  Options options;
  set_option(options, "with", text(row[index_options]));
  set_option(options, "tablespace", text(row[tablespace]));
  return options;
}

std::vector<Identifier> included_columns(CatalogRead& read, const Row& row) {
  return column_names(read, text(row[table_oid]), text(row[included]));
}

void add_primary_key(CatalogRead& read, Table& table, const Row& row) {
  PrimaryKey key{Identifier(text(row[name])), own_columns(read, row)};
  if (key.name == default_primary_key_name(table.name.name)) key.name = {};
  key.include = included_columns(read, row);
  key.deferral = deferral_of(row);
  key.options = options_of_index(row);
  table.primary_key = std::move(key);
}

void add_unique(CatalogRead& read, Table& table, const Row& row) {
  UniqueConstraint unique{Identifier(text(row[name])), own_columns(read, row)};
  unique.nulls_not_distinct = truth(row[nulls_not_distinct]);
  unique.include = included_columns(read, row);
  unique.deferral = deferral_of(row);
  unique.options = options_of_index(row);
  table.unique_constraints.push_back(std::move(unique));
}

void add_foreign_key(CatalogRead& read, Table& table, const Row& row) {
  ForeignKey key;
  key.name = Identifier(text(row[name]));
  key.columns = own_columns(read, row);
  key.referred_table = read.name(text(row[referred_schema]), text(row[referred_table]));
  key.referred_columns = column_names(read, text(row[referred_oid]), text(row[referred_columns]));
  key.on_update = action(text(row[on_update]));
  key.on_delete = action(text(row[on_delete]));
  key.deferral = deferral_of(row);
  key.match_full = text(row[match]) == "f";
  key.validated = truth(row[validated]);
  SqlWriter names(postgresql_syntax());
  if (row[set_columns]) {
    const auto columns = column_names(read, text(row[table_oid]), text(row[set_columns]));
    std::string list = std::move(names.names(columns)).take();
    set_option(key.options, "set_columns", list.substr(1, list.size() - 2));
  }
  table.foreign_keys.push_back(std::move(key));
}

void add_check(Table& table, const Row& row) {
  CheckConstraint check;
  check.name = Identifier(text(row[name]));
  check.condition = Expression(with_in_lists(without_outer_parentheses(text(row[condition]))));
  check.validated = truth(row[validated]);
  if (truth(row[no_inherit])) set_option(check.options, "no_inherit", "true");
  table.checks.push_back(std::move(check));
}

void add_exclusion(CatalogRead& read, Table& table, const Row& row) {
  ExclusionConstraint made = parse_exclusion_definition(text(row[exclusion]));
  made.name = Identifier(text(row[name]));
  made.include = included_columns(read, row);
  made.deferral = deferral_of(row);
  made.options = options_of_index(row);
  table.exclusions.push_back(std::move(made));
}

}  // namespace

void read_constraints(CatalogRead& read) {
  const Rows rows = read.session.query(constraints_query(read));
  read_referred_columns(read, rows);
  for (const Row& row : rows.rows) {
    const auto found = read.tables.find(text(row[table_oid]));
    if (found == read.tables.end()) continue;
    Table& table = found->second;
    if (truth(row[not_enforced])) {
      note(read, table, row, "constraint that is not enforced");
      continue;
    }
    if (truth(row[with_period])) {
      note(read, table, row, "constraint over periods");
      continue;
    }
    if (row[comment]) note(read, table, row, "comment on a constraint");
    const std::string& type = text(row[kind]);
    if (type == "p") add_primary_key(read, table, row);
    if (type == "u") add_unique(read, table, row);
    if (type == "f") add_foreign_key(read, table, row);
    if (type == "c") add_check(table, row);
    if (type == "x") add_exclusion(read, table, row);
  }
}

}  // namespace whimbrel::postgresql
