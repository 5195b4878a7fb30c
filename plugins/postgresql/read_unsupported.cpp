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

// True for what is not the server's own (see FirstNormalObjectId).
constexpr std::string_view kOfUsers = "k.oid >= 16384";

// A range type brings the cast to its multirange type.
constexpr std::string_view kCastOfUsers =
    "k.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass"
    " AND d.objid = k.oid AND d.deptype = 'i')";

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
    Part{"'text search parser'", "s.prsname", "",
         "pg_ts_parser s JOIN pg_namespace n ON n.oid = s.prsnamespace", "true", "pg_ts_parser",
         "s.oid"},
    Part{"'text search template'", "s.tmplname", "",
         "pg_ts_template s JOIN pg_namespace n ON n.oid = s.tmplnamespace", "true",
         "pg_ts_template", "s.oid"},
    // An operator class without a family makes one of its own name.
    Part{"'operator family'", "o.opfname", "",
         "pg_opfamily o JOIN pg_namespace n ON n.oid = o.opfnamespace",
         "NOT EXISTS (SELECT FROM pg_opclass p WHERE p.opcfamily = o.oid"
         " AND p.opcname = o.opfname)",
         "pg_opfamily", "o.oid"},
    // What a partition or an heir says otherwise than its parent.
    Part{"CASE WHEN a.attnotnull AND NOT b.attnotnull THEN 'NOT NULL of an inherited column'"
         " ELSE 'default of an inherited column' END",
         "c.relname", "a.attname",
         "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
         " JOIN pg_inherits i ON i.inhrelid = c.oid"
         " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
         " JOIN pg_attribute b ON b.attrelid = i.inhparent AND b.attname = a.attname"
         " LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
         " LEFT JOIN pg_attrdef e ON e.adrelid = b.attrelid AND e.adnum = b.attnum",
         "c.relkind IN ('r', 'p') AND (c.relispartition OR NOT a.attislocal)"
         " AND (a.attnotnull AND NOT b.attnotnull OR pg_get_expr(d.adbin, d.adrelid)"
         " IS DISTINCT FROM pg_get_expr(e.adbin, e.adrelid))",
         "pg_class", "c.oid"},
    // What follows belongs to the database and to no schema.
    Part{"'cast'", "format_type(k.castsource, NULL) || ' AS ' || format_type(k.casttarget, NULL)",
         "", "pg_cast k JOIN pg_namespace n ON n.nspname = current_schema()", kCastOfUsers,
         "pg_cast", "k.oid"},
    Part{"'transform'", "format_type(k.trftype, NULL)", "",
         "pg_transform k JOIN pg_namespace n ON n.nspname = current_schema()", kOfUsers,
         "pg_transform", "k.oid"},
    Part{"'language'", "k.lanname", "",
         "pg_language k JOIN pg_namespace n ON n.nspname = current_schema()", kOfUsers,
         "pg_language", "k.oid"},
    Part{"'access method'", "k.amname", "",
         "pg_am k JOIN pg_namespace n ON n.nspname = current_schema()", kOfUsers, "pg_am", "k.oid"},
    Part{"'foreign data wrapper'", "k.fdwname", "",
         "pg_foreign_data_wrapper k JOIN pg_namespace n ON n.nspname = current_schema()", "true",
         "pg_foreign_data_wrapper", "k.oid"},
    Part{"'foreign server'", "k.srvname", "",
         "pg_foreign_server k JOIN pg_namespace n ON n.nspname = current_schema()", "true",
         "pg_foreign_server", "k.oid"},
    Part{"'publication'", "k.pubname", "",
         "pg_publication k JOIN pg_namespace n ON n.nspname = current_schema()", "true",
         "pg_publication", "k.oid"},
    Part{"'default privileges'",
         "pg_get_userbyid(k.defaclrole) || CASE k.defaclobjtype WHEN 'r' THEN ' on tables'"
         " WHEN 'S' THEN ' on sequences' WHEN 'f' THEN ' on functions' WHEN 'T' THEN ' on types'"
         " ELSE ' on schemas' END",
         "",
         "pg_default_acl k JOIN pg_namespace n ON n.oid = k.defaclnamespace"
         " OR k.defaclnamespace = 0 AND n.nspname = current_schema()",
         "true", "pg_default_acl", "k.oid"},
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
