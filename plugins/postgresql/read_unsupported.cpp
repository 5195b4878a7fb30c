// Objects that are not modelled, by kind and name.
#include <array>

#include "catalog.h"
#include "syntax.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {
namespace {

// One part of the query: `kind` is an SQL expression, `object` the name by which the scope decides
// (of the table, for what hangs on one), `part` what is appended to it, or empty.
struct Part {
  std::string_view kind;
  std::string_view object;
  std::string_view part;
  std::string_view from;  ///< with n as the schema
  std::string_view where;
  std::string_view catalog;  ///< of the object itself, to leave out what an extension owns
  std::string_view oid;
};

constexpr std::array kParts = {
    Part{"CASE c.relkind WHEN 'f' THEN 'foreign table' ELSE 'typed table' END", "c.relname", "",
         "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace",
         "(c.relkind = 'f' OR c.relkind = 'r' AND c.reloftype <> 0)", "pg_class", "c.oid"},
    Part{"'rule'", "c.relname", "r.rulename",
         "pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class"
         " JOIN pg_namespace n ON n.oid = c.relnamespace",
         "r.rulename <> '_RETURN'", "pg_class", "c.oid"},
    Part{"'trigger of a foreign table'", "c.relname", "g.tgname",
         "pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid"
         " JOIN pg_namespace n ON n.oid = c.relnamespace",
         "NOT g.tgisinternal AND c.relkind = 'f'", "pg_class", "c.oid"},
    Part{"'statistics'", "s.stxname", "",
         "pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace", "true",
         "pg_statistic_ext", "s.oid"},
    Part{"'collation'", "l.collname", "",
         "pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace", "true", "pg_collation",
         "l.oid"},
    Part{"'base type'", "t.typname", "", "pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace",
         "t.typtype IN ('b', 'p') AND t.typelem = 0", "pg_type", "t.oid"},
    Part{"'operator'", "o.oprname", "",
         "pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace", "true", "pg_operator",
         "o.oid"},
    Part{"'operator class'", "o.opcname", "",
         "pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace", "true", "pg_opclass",
         "o.oid"},
    Part{"'text search configuration'", "s.cfgname", "",
         "pg_ts_config s JOIN pg_namespace n ON n.oid = s.cfgnamespace", "true", "pg_ts_config",
         "s.oid"},
    Part{"'text search dictionary'", "s.dictname", "",
         "pg_ts_dict s JOIN pg_namespace n ON n.oid = s.dictnamespace", "true", "pg_ts_dict",
         "s.oid"},
    Part{"'conversion'", "v.conname", "",
         "pg_conversion v JOIN pg_namespace n ON n.oid = v.connamespace", "true", "pg_conversion",
         "v.oid"},
    // It belongs to the database and to no schema; its function is where it is looked for.
    Part{"'event trigger'", "g.evtname", "",
         "pg_event_trigger g JOIN pg_proc f ON f.oid = g.evtfoid"
         " JOIN pg_namespace n ON n.oid = f.pronamespace",
         "true", "pg_event_trigger", "g.oid"},
};

std::string part_query(const CatalogRead& read, const Part& part) {
  const std::string object(part.object);
  return "SELECT " + std::string(part.kind) + ", n.nspname::text, (" + object + ")::text, " +
         (part.part.empty() ? "NULL" : std::string(part.part) + "::text") + " FROM " +
         std::string(part.from) + " WHERE " + read.condition("n.nspname", object) + " AND " +
         std::string(part.where) + " AND " + not_of_extension(part.catalog, part.oid);
}

// Schemas that nobody asked for. A scope with globs has been asked about every schema.
std::string schemas_query(const CatalogRead& read) {
  return " UNION ALL SELECT 'schema', " +
         string_literal(read.session.default_schema().text(), postgresql_syntax()) +
         ", n.nspname::text, NULL FROM pg_namespace n WHERE n.nspname <> 'information_schema'"
         " AND n.nspname NOT LIKE 'pg\\_%' AND NOT " +
         read.condition("n.nspname", "n.nspname") + " AND " +
         not_of_extension("pg_namespace", "n.oid") +
         // Every database is born with this one.
         " AND (n.nspname <> 'public' OR EXISTS (SELECT FROM pg_depend d"
         " WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid))";
}

bool is_excluded_schema(const CatalogRead& read, const std::string& kind,
                        const QualifiedName& name) {
  return kind == word_for(ObjectKind::schema) && !read.included({ObjectKind::schema, name});
}

}  // namespace

void read_unsupported(CatalogRead& read) {
  std::string sql;
  for (const Part& part : kParts) {
    // A scope that names tables wants to know of them and of what hangs on them.
    if (!read.scope.only.empty() && part.catalog != "pg_class") continue;
    sql += (sql.empty() ? "" : " UNION ALL ") + part_query(read, part);
  }
  if (read.all_kinds() && read.scope.include.empty()) sql += schemas_query(read);
  const Rows rows = read.session.query(sql);
  for (const auto& row : rows.rows) {
    const QualifiedName object = read.name(text(row[1]), text(row[2]));
    if (!read.included(object) || is_excluded_schema(read, text(row[0]), object)) continue;
    read.unsupported.push_back({text(row[0]), object.text() + (row[3] ? "." + *row[3] : "")});
  }
}

}  // namespace whimbrel::postgresql
