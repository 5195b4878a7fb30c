// Tables and their columns.
#include <algorithm>

#include "catalog.h"
#include "column_default.h"
#include "syntax.h"

namespace whimbrel::postgresql {
namespace {

using Row = CatalogRow;

// What of the sequence of an identity or serial column is not the default, as words for
// GENERATED ... AS IDENTITY (...) or ALTER SEQUENCE.
constexpr std::string_view kSequenceOptions =
    "(SELECT concat_ws(' ',"
    " CASE WHEN q.seqtypid <> a.atttypid THEN 'AS ' || format_type(q.seqtypid, NULL) END,"
    " CASE WHEN q.seqincrement <> 1 THEN 'INCREMENT BY ' || q.seqincrement END,"
    " CASE WHEN q.seqmin <> CASE WHEN q.seqincrement > 0 THEN 1 ELSE r.least END"
    " THEN 'MINVALUE ' || q.seqmin END,"
    " CASE WHEN q.seqmax <> CASE WHEN q.seqincrement > 0 THEN r.most ELSE -1 END"
    " THEN 'MAXVALUE ' || q.seqmax END,"
    " CASE WHEN q.seqstart <> CASE WHEN q.seqincrement > 0 THEN q.seqmin ELSE q.seqmax END"
    " THEN 'START WITH ' || q.seqstart END,"
    " CASE WHEN q.seqcache <> 1 THEN 'CACHE ' || q.seqcache END,"
    " CASE WHEN q.seqcycle THEN 'CYCLE' END)"
    " FROM pg_depend o JOIN pg_sequence q ON q.seqrelid = o.objid"
    " CROSS JOIN LATERAL (SELECT CASE q.seqtypid WHEN 'int2'::regtype THEN -32768"
    " WHEN 'int4'::regtype THEN -2147483648 ELSE -9223372036854775808 END AS least,"
    " CASE q.seqtypid WHEN 'int2'::regtype THEN 32767"
    " WHEN 'int4'::regtype THEN 2147483647 ELSE 9223372036854775807 END AS most) r"
    " WHERE o.classid = 'pg_class'::regclass AND o.refclassid = 'pg_class'::regclass"
    " AND o.deptype IN ('i', 'a') AND o.refobjid = a.attrelid AND o.refobjsubid = a.attnum"
    " LIMIT 1)";

// A serial column: its default reads a sequence that the column owns.
constexpr std::string_view kOwnsSequence =
    "EXISTS (SELECT FROM pg_depend u JOIN pg_depend o ON o.classid = u.refclassid"
    " AND o.objid = u.refobjid WHERE u.classid = 'pg_attrdef'::regclass AND u.objid = x.oid"
    " AND u.refclassid = 'pg_class'::regclass AND o.deptype = 'a'"
    " AND o.refclassid = 'pg_class'::regclass AND o.refobjid = a.attrelid"
    " AND o.refobjsubid = a.attnum)";

// As the server writes them in the definition of an index: quotes only where they are needed.
constexpr std::string_view kStorageOptions =
    "CASE WHEN c.reloptions IS NOT NULL THEN (SELECT string_agg(quote_ident(o.option_name) || '='"
    " || CASE WHEN quote_ident(o.option_value) = o.option_value THEN o.option_value"
    " ELSE quote_literal(o.option_value) END, ', ' ORDER BY o.option_name)"
    " FROM pg_options_to_table(c.reloptions) o) END";

// The columns of the query below.
enum Field : size_t {
  table_oid,
  number,
  name,
  type,
  bare_type,
  kind,
  not_null,
  expression,
  generated,
  identity,
  collation,
  sequence,
  owns_sequence,
  local,
  storage,
  compression,
  statistics,
  parameters,
};

// The expression is written down once for a row, however often it is looked at.
std::string columns_query(const CatalogRead& read) {
  return read.wanted_tables() +
         "SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),"
         " CASE WHEN x.oid IS NOT NULL THEN format_type(a.atttypid, -1) END,"
         " a.atttypid || ':' || a.attcollation, a.attnotnull, x.expression, a.attgenerated,"
         " a.attidentity, l.collname, CASE WHEN a.attidentity <> '' OR x.expression LIKE "
         "'nextval(%'"
         " AND a.attgenerated = '' AND a.atttypid IN"
         " ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) THEN " +
         std::string(kSequenceOptions) +
         " END, CASE WHEN x.expression LIKE 'nextval(%' AND a.attgenerated = '' AND a.atttypid IN"
         " ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) THEN " +
         std::string(kOwnsSequence) +
         " ELSE false END, a.attislocal, CASE WHEN a.attstorage <> t.typstorage THEN"
         " CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main'"
         " ELSE 'extended' END END, " +
         (read.session.major_version() >= 14
              ? "CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END"
              : "NULL") +
         ", CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END,"
         " array_to_string(a.attoptions, ', ')"
         " FROM wanted w JOIN pg_class c ON c.oid = w.oid JOIN pg_attribute a ON a.attrelid = w.oid"
         " JOIN pg_type t ON t.oid = a.atttypid"
         " LEFT JOIN LATERAL (SELECT d.oid, pg_get_expr(d.adbin, d.adrelid) AS expression"
         " FROM pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum OFFSET 0) x ON "
         "true"
         " LEFT JOIN pg_collation l ON l.oid = a.attcollation AND l.oid <> t.typcollation"
         " WHERE a.attnum > 0 AND NOT a.attisdropped";
}

// `nextval('name'::regclass)` and nothing more.
bool is_next_number(std::string_view expression) {
  constexpr std::string_view kEnd = "'::regclass)";
  return expression.starts_with("nextval('") &&
         expression.find(kEnd) + kEnd.size() == expression.size();
}

Column column_of(const Row& row, const SqlType& spelled) {
  Column column;
  column.name = Identifier(text(row[name]));
  column.type = spelled;
  column.nullable = !truth(row[not_null]);
  column.collation = text(row[collation]);
  const std::string& value = text(row[expression]);
  const bool serial = truth(row[owns_sequence]) && is_next_number(value);
  column.autoincrement = !text(row[identity]).empty() || serial;
  if (serial) set_option(column.options, "serial", "true");
  if (text(row[identity]) == "a") set_option(column.options, "identity", "always");
  if (column.autoincrement) set_option(column.options, "sequence", text(row[sequence]));
  set_option(column.options, "storage", text(row[storage]));
  set_option(column.options, "compression", text(row[compression]));
  set_option(column.options, "statistics", text(row[statistics]));
  set_option(column.options, "with", text(row[parameters]));
  if (!text(row[generated]).empty())
    column.generated =
        Generated{Expression(without_outer_parentheses(value)), text(row[generated]) == "s"};
  else if (row[expression] && !serial)
    column.default_value = parse_default(value, text(row[type]), text(row[bare_type]));
  return column;
}

}  // namespace

namespace {

std::string tables_query(const CatalogRead& read) {
  return read.wanted_tables() + "SELECT c.oid, w.nspname, c.relname, c.relpersistence, " +
         std::string(kStorageOptions) +
         ", s.spcname, m.amname, CASE WHEN c.relforcerowsecurity THEN CASE WHEN c.relrowsecurity"
         " THEN 'forced' ELSE 'forced, not enabled' END WHEN c.relrowsecurity THEN 'enabled' END,"
         " CASE c.relreplident WHEN 'f' THEN 'full' WHEN 'n' THEN 'nothing' WHEN 'i' THEN"
         " (SELECT 'using ' || quote_ident(x.relname) FROM pg_index i"
         " JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident)"
         " END, CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,"
         " CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END"
         " FROM wanted w JOIN pg_class c ON c.oid = w.oid"
         " LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace"
         " LEFT JOIN pg_am m ON m.oid = c.relam AND m.amname <> 'heap'";
}

// The parents of partitions and heirs, in the order in which they were named.
void read_parents(CatalogRead& read) {
  const Rows rows = read.session.query(
      read.wanted_tables() +
      "SELECT i.inhrelid, n.nspname, p.relname FROM wanted w JOIN pg_inherits i"
      " ON i.inhrelid = w.oid JOIN pg_class p ON p.oid = i.inhparent"
      " JOIN pg_namespace n ON n.oid = p.relnamespace ORDER BY i.inhrelid, i.inhseqno");
  for (const Row& row : rows.rows) {
    const auto found = read.tables.find(text(row[0]));
    if (found == read.tables.end()) continue;
    QualifiedName parent = read.name(text(row[1]), text(row[2]));
    if (found->second.partition_of)
      found->second.partition_of->parent = std::move(parent);
    else
      found->second.inherits.push_back(std::move(parent));
  }
}

}  // namespace

void read_tables(CatalogRead& read) {
  const Rows rows = read.session.query(tables_query(read));
  for (const Row& row : rows.rows) {
    Table table;
    table.name = read.name(text(row[1]), text(row[2]));
    if (!read.included(table.name)) continue;
    if (text(row[3]) == "u") set_option(table.options, "unlogged", "true");
    set_option(table.options, "with", text(row[4]));
    set_option(table.options, "tablespace", text(row[5]));
    set_option(table.options, "access_method", text(row[6]));
    set_option(table.options, "row_security", text(row[7]));
    set_option(table.options, "replica_identity", text(row[8]));
    if (row[9]) table.partition_by = Expression(*row[9]);
    if (row[10]) table.partition_of = PartitionOf{{}, Expression(*row[10])};
    read.tables.emplace(text(row[0]), std::move(table));
  }
  read_parents(read);
}

void read_columns(CatalogRead& read) {
  Rows rows = read.session.query(columns_query(read));
  // The server would sort on disk.
  std::sort(rows.rows.begin(), rows.rows.end(), [](const Row& a, const Row& b) {
    const int order = text(a[table_oid]).compare(text(b[table_oid]));
    return order < 0 || (order == 0 && std::stoi(text(a[number])) < std::stoi(text(b[number])));
  });
  std::unordered_map<std::string, SqlType> spelled;  // there are few types and many columns
  for (const Row& row : rows.rows) {
    const auto table = read.tables.find(text(row[table_oid]));
    if (table == read.tables.end()) continue;
    SqlType& of_column = spelled[text(row[type])];
    if (of_column.text.empty()) of_column = SqlType(read.types.spelling(text(row[type])));
    // What comes from the parents stands there.
    if (truth(row[local]) && !table->second.partition_of)
      table->second.columns.push_back(column_of(row, of_column));
    read.columns[text(row[table_oid])].emplace(
        std::stoi(text(row[number])), CatalogColumn{Identifier(text(row[name])), text(row[kind])});
  }
}

void read_comments(CatalogRead& read) {
  const Rows rows = read.session.query(
      read.wanted_tables() +
      "SELECT m.objoid, m.objsubid, m.description FROM wanted w JOIN pg_description m"
      " ON m.objoid = w.oid AND m.classoid = 'pg_class'::regclass");
  for (const Row& row : rows.rows) {
    const auto table = read.tables.find(text(row[0]));
    if (table == read.tables.end()) continue;
    const int number = std::stoi(text(row[1]));
    if (number == 0)
      table->second.comment = text(row[2]);
    else if (Column* column = table->second.column(read.columns[text(row[0])][number].name))
      column->comment = text(row[2]);
    else
      read.unsupported.push_back(
          {"comment on an inherited column",
           table->second.name.text() + "." + read.columns[text(row[0])][number].name.text()});
  }
}

}  // namespace whimbrel::postgresql
