// Objects that are not modelled, by kind and name.
#include <array>

#include "catalog.h"

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

constexpr std::string_view kRelationKind =
    "CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'"
    " WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' WHEN 'S' THEN 'sequence'"
    " WHEN 'c' THEN 'composite type' ELSE CASE WHEN c.relispartition THEN 'partition'"
    " WHEN c.reloftype <> 0 THEN 'typed table' ELSE 'inheriting table' END END";

constexpr std::string_view kRelationIsOne =
    "(c.relkind IN ('v', 'm', 'f', 'p', 'c') OR c.relkind = 'r' AND (c.relispartition"
    " OR c.reloftype <> 0 OR c.oid IN (SELECT inhrelid FROM pg_inherits))"
    " OR c.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend o"
    " WHERE o.classid = 'pg_class'::regclass AND o.objid = c.oid"
    " AND o.refclassid = 'pg_class'::regclass AND o.deptype IN ('a', 'i')))";

constexpr std::array kParts = {
    Part{kRelationKind, "c.relname", "", "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace",
         kRelationIsOne, "pg_class", "c.oid"},
    Part{"CASE t.typtype WHEN 'e' THEN 'enum type' WHEN 'd' THEN 'domain' ELSE 'range type' END",
         "t.typname", "", "pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace",
         "t.typtype IN ('e', 'd', 'r')", "pg_type", "t.oid"},
    Part{"CASE WHEN g.tgconstraint <> 0 THEN 'constraint trigger' ELSE 'trigger' END", "c.relname",
         "g.tgname",
         "pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid"
         " JOIN pg_namespace n ON n.oid = c.relnamespace",
         "NOT g.tgisinternal AND NOT c.relispartition", "pg_class", "c.oid"},
    Part{"'rule'", "c.relname", "r.rulename",
         "pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class"
         " JOIN pg_namespace n ON n.oid = c.relnamespace",
         "r.rulename <> '_RETURN'", "pg_class", "c.oid"},
    Part{"'policy'", "c.relname", "p.polname",
         "pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
         " JOIN pg_namespace n ON n.oid = c.relnamespace",
         "true", "pg_class", "c.oid"},
    Part{"'row level security'", "c.relname", "",
         "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace", "c.relrowsecurity", "pg_class",
         "c.oid"},
    Part{"'exclusion constraint'", "c.relname", "k.conname",
         "pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
         " JOIN pg_namespace n ON n.oid = c.relnamespace",
         "k.contype = 'x' AND k.conparentid = 0", "pg_class", "c.oid"},
    Part{"CASE f.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END",
         "f.proname || '(' || pg_get_function_identity_arguments(f.oid) || ')'", "",
         "pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace",
         // The constructors of a range type come and go with it.
         "NOT EXISTS (SELECT FROM pg_depend o WHERE o.classid = 'pg_proc'::regclass"
         " AND o.objid = f.oid AND o.deptype = 'i')",
         "pg_proc", "f.oid"},
    Part{"'statistics'", "s.stxname", "",
         "pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace", "true",
         "pg_statistic_ext", "s.oid"},
    Part{"'collation'", "l.collname", "",
         "pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace", "true", "pg_collation",
         "l.oid"},
};

std::string part_query(const CatalogRead& read, const Part& part) {
  const std::string object(part.object);
  return "SELECT " + std::string(part.kind) + ", n.nspname::text, (" + object + ")::text, " +
         (part.part.empty() ? "NULL" : std::string(part.part) + "::text") + " FROM " +
         std::string(part.from) + " WHERE " + read.condition("n.nspname", object) + " AND " +
         std::string(part.where) + " AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '" +
         std::string(part.catalog) + "'::regclass AND e.objid = " + std::string(part.oid) +
         " AND e.deptype = 'e')";
}

}  // namespace

void read_unsupported(CatalogRead& read) {
  std::string sql;
  for (const Part& part : kParts) {
    // A scope that names tables wants to know of them and of what hangs on them.
    if (!read.scope.only.empty() && part.catalog != "pg_class") continue;
    sql += (sql.empty() ? "" : " UNION ALL ") + part_query(read, part);
  }
  const Rows rows = read.session.query(sql);
  for (const auto& row : rows.rows) {
    const QualifiedName object = read.name(text(row[1]), text(row[2]));
    if (!read.included(object)) continue;
    read.unsupported.push_back({text(row[0]), object.text() + (row[3] ? "." + *row[3] : "")});
  }
}

}  // namespace whimbrel::postgresql
