// Tables and their columns.
#include <algorithm>

#include "catalog.h"
#include "column_default.h"
#include "syntax.h"

namespace whimbrel::postgresql {
namespace {

using Row = std::vector<std::optional<std::string>>;

void set_option(Options& options, const char* key, const std::string& value) {
  if (!value.empty()) options[std::string(kDialectName)][key] = value;
}

// What of an identity's sequence is not the default, as words for GENERATED ... AS IDENTITY (...).
constexpr std::string_view kSequenceOptions =
    "(SELECT concat_ws(' ',"
    " CASE WHEN q.seqincrement <> 1 THEN 'INCREMENT BY ' || q.seqincrement END,"
    " CASE WHEN q.seqmin <> CASE WHEN q.seqincrement > 0 THEN 1 ELSE r.least END"
    " THEN 'MINVALUE ' || q.seqmin END,"
    " CASE WHEN q.seqmax <> CASE WHEN q.seqincrement > 0 THEN r.most ELSE -1 END"
    " THEN 'MAXVALUE ' || q.seqmax END,"
    " CASE WHEN q.seqstart <> CASE WHEN q.seqincrement > 0 THEN q.seqmin ELSE q.seqmax END"
    " THEN 'START WITH ' || q.seqstart END,"
    " CASE WHEN q.seqcache <> 1 THEN 'CACHE ' || q.seqcache END,"
    " CASE WHEN q.seqcycle THEN 'CYCLE' END)"
    " FROM pg_depend o JOIN pg_sequence q ON q.seqrelid = o.objid,"
    " LATERAL (SELECT CASE q.seqtypid WHEN 'int2'::regtype THEN -32768"
    " WHEN 'int4'::regtype THEN -2147483648 ELSE -9223372036854775808 END AS least,"
    " CASE q.seqtypid WHEN 'int2'::regtype THEN 32767"
    " WHEN 'int4'::regtype THEN 2147483647 ELSE 9223372036854775807 END AS most) r"
    " WHERE o.classid = 'pg_class'::regclass AND o.refclassid = 'pg_class'::regclass"
    " AND o.deptype = 'i' AND o.refobjid = a.attrelid AND o.refobjsubid = a.attnum)";

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
    " ELSE quote_literal(o.option_value) END, ', ') FROM pg_options_to_table(c.reloptions) o) END";

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
};

// The expression is written down once for a row, however often it is looked at.
std::string columns_query(const CatalogRead& read) {
  return read.wanted_tables() +
         "SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),"
         " CASE WHEN x.oid IS NOT NULL THEN format_type(a.atttypid, -1) END,"
         " a.atttypid || ':' || a.attcollation, a.attnotnull, x.expression, a.attgenerated,"
         " a.attidentity, l.collname, CASE WHEN a.attidentity <> '' THEN " +
         std::string(kSequenceOptions) +
         " END, CASE WHEN x.expression LIKE 'nextval(%' AND a.attgenerated = '' AND a.atttypid IN"
         " ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) THEN " +
         std::string(kOwnsSequence) +
         " ELSE false END FROM wanted w JOIN pg_attribute a ON a.attrelid = w.oid"
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
  set_option(column.options, "sequence", text(row[sequence]));
  if (!text(row[generated]).empty())
    column.generated =
        Generated{Expression(without_outer_parentheses(value)), text(row[generated]) == "s"};
  else if (row[expression] && !serial)
    column.default_value = parse_default(value, text(row[type]), text(row[bare_type]));
  return column;
}

}  // namespace

void read_tables(CatalogRead& read) {
  const Rows rows = read.session.query(read.wanted_tables() +
                                       "SELECT c.oid, w.nspname, c.relname, c.relpersistence, " +
                                       std::string(kStorageOptions) +
                                       ", s.spcname FROM wanted w JOIN pg_class c ON c.oid = w.oid"
                                       " LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace");
  for (const Row& row : rows.rows) {
    Table table;
    table.name = read.name(text(row[1]), text(row[2]));
    if (!read.included(table.name)) continue;
    if (text(row[3]) == "u") set_option(table.options, "unlogged", "true");
    set_option(table.options, "with", text(row[4]));
    set_option(table.options, "tablespace", text(row[5]));
    read.tables.emplace(text(row[0]), std::move(table));
  }
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
  }
}

}  // namespace whimbrel::postgresql
