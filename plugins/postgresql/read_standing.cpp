// What stands on tables and views: triggers and policies.
#include "catalog.h"
#include "in_list.h"
#include "syntax.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {
namespace {

enum Field : size_t {
  kind,
  schema,
  table,
  name,
  comment,
  definition,  ///< of a trigger
  state,       ///< of a trigger: when it fires; of a policy: permissive
  command,
  roles,
  condition,
  check,
};

std::string standing_query(const CatalogRead& read) {
  const std::string scope =
      read.condition("n.nspname", "c.relname") + " AND " + not_of_extension("pg_class", "c.oid");
  return "SELECT 't', n.nspname, c.relname, g.tgname, obj_description(g.oid, 'pg_trigger'),"
         " pg_get_triggerdef(g.oid, true), g.tgenabled::text, NULL, NULL, NULL, NULL"
         " FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid"
         " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT g.tgisinternal"
         " AND c.relkind IN ('r', 'p', 'v') AND " +
         std::string(read.session.major_version() >= 13 ? "g.tgparentid = 0 AND " : "") + scope +
         " UNION ALL SELECT 'p', n.nspname, c.relname, p.polname,"
         " obj_description(p.oid, 'pg_policy'), NULL, p.polpermissive::text, p.polcmd::text,"
         " (SELECT string_agg(CASE r.oid WHEN 0 THEN 'PUBLIC'"
         " ELSE quote_ident(pg_get_userbyid(r.oid)) END, ', ' ORDER BY r.place)"
         " FROM unnest(p.polroles) WITH ORDINALITY AS r (oid, place)),"
         " pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)"
         " FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
         " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE " +
         scope;
}

std::string_view command_word(const std::string& code) {
  if (code == "r") return "SELECT";
  if (code == "a") return "INSERT";
  if (code == "w") return "UPDATE";
  if (code == "d") return "DELETE";
  return {};
}

// The statement that makes the policy; what is the default is left out.
std::string policy_statement(const ObjectId& id, const CatalogRow& row) {
  SqlWriter sql(postgresql_syntax());
  sql.word("CREATE POLICY").name(id.name.name).word("ON").name(id.table);
  if (text(row[state]) == "false") sql.word("AS RESTRICTIVE");
  if (const auto word = command_word(text(row[command])); !word.empty()) sql.word("FOR").word(word);
  if (const std::string& to = text(row[roles]); to != "PUBLIC") sql.word("TO").word(to);
  if (row[condition])
    sql.word("USING").parenthesised(with_in_lists(without_outer_parentheses(*row[condition])));
  if (row[check])
    sql.word("WITH CHECK").parenthesised(with_in_lists(without_outer_parentheses(*row[check])));
  return std::move(sql).take();
}

std::string firing(const std::string& code) {
  if (code == "D") return "disabled";
  if (code == "R") return "replica";
  return code == "A" ? "always" : "";
}

}  // namespace

void read_standing(CatalogRead& read) {
  const Rows rows = read.session.query(standing_query(read));
  for (const CatalogRow& row : rows.rows) {
    const bool trigger = text(row[kind]) == "t";
    ObjectId id;
    id.kind = trigger ? ObjectKind::trigger : ObjectKind::policy;
    id.table = read.name(text(row[schema]), text(row[table]));
    id.name = QualifiedName(id.table.schema, Identifier(text(row[name])));
    SchemaObject* object = read.add(id);
    if (object == nullptr) continue;
    object->definition = Expression(trigger ? text(row[definition]) : policy_statement(id, row));
    if (trigger) set_option(object->options, "enabled", firing(text(row[state])));
    object->comment = text(row[comment]);
  }
}

}  // namespace whimbrel::postgresql
