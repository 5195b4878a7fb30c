// Views, materialised views and composite types.
#include "catalog.h"
#include "in_list.h"
#include "syntax.h"
#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

// As the server writes them in the definition of an index: quotes only where they are needed.
constexpr std::string_view kStorageOptions =
    "CASE WHEN c.reloptions IS NOT NULL THEN (SELECT string_agg(quote_ident(o.option_name) || '='"
    " || CASE WHEN quote_ident(o.option_value) = o.option_value THEN o.option_value"
    " ELSE quote_literal(o.option_value) END, ', ' ORDER BY o.option_name)"
    " FROM pg_options_to_table(c.reloptions) o) END";

std::string query_of(const std::string& definition) {
  std::string_view query = trimmed(definition);
  if (query.ends_with(';')) query.remove_suffix(1);
  return with_in_lists(query);
}

ObjectKind kind_of(const std::string& relation_kind) {
  if (relation_kind == "v") return ObjectKind::view;
  return relation_kind == "m" ? ObjectKind::materialized_view : ObjectKind::composite_type;
}

void add_relations(CatalogRead& read) {
  const Rows rows = read.session.query(
      "SELECT c.oid, c.relkind, n.nspname, c.relname,"
      " CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END, " +
      std::string(kStorageOptions) +
      ", s.spcname, m.amname, CASE WHEN c.relkind = 'c' THEN obj_description(c.reltype, 'pg_type')"
      " ELSE obj_description(c.oid, 'pg_class') END FROM pg_class c"
      " JOIN pg_namespace n ON n.oid = c.relnamespace"
      " LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace"
      " LEFT JOIN pg_am m ON m.oid = c.relam AND m.amname <> 'heap'"
      " WHERE c.relkind IN ('v', 'm', 'c') AND " +
      read.condition("n.nspname", "c.relname") + " AND " + not_of_extension("pg_class", "c.oid"));
  for (const CatalogRow& row : rows.rows) {
    const ObjectId id{kind_of(text(row[1])), read.name(text(row[2]), text(row[3]))};
    SchemaObject* object = read.add(id);
    if (object == nullptr) continue;
    read.relations.emplace(text(row[0]), id);
    if (row[4]) object->definition = Expression(query_of(*row[4]));
    set_option(object->options, "with", text(row[5]));
    set_option(object->options, "tablespace", text(row[6]));
    set_option(object->options, "access_method", text(row[7]));
    object->comment = text(row[8]);
  }
}

// The columns of composite types, and those of views that have a comment.
void add_columns(CatalogRead& read) {
  const Rows rows = read.session.query(
      "SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), l.collname,"
      " d.description FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
      " JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid"
      " LEFT JOIN pg_collation l ON l.oid = a.attcollation AND l.oid <> t.typcollation"
      " LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid"
      " AND d.objsubid = a.attnum WHERE (c.relkind = 'c' OR c.relkind IN ('v', 'm')"
      " AND d.description IS NOT NULL) AND a.attnum > 0 AND NOT a.attisdropped AND " +
      read.condition("n.nspname", "c.relname") + " ORDER BY a.attrelid, a.attnum");
  for (const CatalogRow& row : rows.rows) {
    const auto found = read.relations.find(text(row[0]));
    if (found == read.relations.end()) continue;
    SchemaObject& object = read.objects.at(found->second);
    if (object.id.kind != ObjectKind::composite_type) {
      set_option(object.options, "comment:" + text(row[1]), text(row[4]));
      continue;
    }
    Column column;
    column.name = Identifier(text(row[1]));
    column.type = SqlType(read.types.spelling(text(row[2])));
    column.collation = text(row[3]);
    column.comment = text(row[4]);
    object.columns.push_back(std::move(column));
  }
}

}  // namespace

void read_views(CatalogRead& read) {
  add_relations(read);
  if (!read.relations.empty()) add_columns(read);
}

}  // namespace whimbrel::postgresql
