// Enums, domains and range types.
#include "catalog.h"
#include "in_list.h"
#include "multirange_name.h"
#include "syntax.h"

namespace whimbrel::postgresql {
namespace {

// The columns of the query below.
enum Field : size_t {
  oid,
  kind,
  schema,
  name,
  comment,
  label,
  base_type,
  base_collation,
  base_default,
  not_null,
  subtype,
  subtype_opclass,
  range_collation,
  canonical,
  subtype_diff,
  multirange,
};

std::string types_query(const CatalogRead& read) {
  const bool has_multiranges = read.session.major_version() >= 14;
  return "SELECT t.oid, t.typtype, n.nspname, t.typname, obj_description(t.oid, 'pg_type'),"
         " e.enumlabel, CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,"
         " l.collname, CASE WHEN t.typtype = 'd' THEN pg_get_expr(t.typdefaultbin, 0) END,"
         " t.typnotnull, format_type(r.rngsubtype, NULL), o.opcname, rl.collname,"
         " CASE WHEN r.rngcanonical <> 0 THEN r.rngcanonical::text END,"
         " CASE WHEN r.rngsubdiff <> 0 THEN r.rngsubdiff::text END, " +
         std::string(has_multiranges ? "m.typname" : "NULL") +
         " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace"
         " LEFT JOIN pg_enum e ON e.enumtypid = t.oid LEFT JOIN pg_type b ON b.oid = t.typbasetype"
         " LEFT JOIN pg_collation l ON l.oid = t.typcollation AND t.typtype = 'd'"
         " AND l.oid <> b.typcollation LEFT JOIN pg_range r ON r.rngtypid = t.oid"
         " LEFT JOIN pg_type s ON s.oid = r.rngsubtype"
         " LEFT JOIN pg_opclass o ON o.oid = r.rngsubopc AND NOT o.opcdefault"
         " LEFT JOIN pg_collation rl ON rl.oid = r.rngcollation AND rl.oid <> s.typcollation" +
         std::string(has_multiranges ? " LEFT JOIN pg_type m ON m.oid = r.rngmultitypid" : "") +
         " WHERE t.typtype IN ('e', 'd', 'r') AND " + read.condition("n.nspname", "t.typname") +
         " AND " + not_of_extension("pg_type", "t.oid") + " ORDER BY t.oid, e.enumsortorder";
}

void set(SchemaObject& object, const char* key, const std::string& value) {
  if (!value.empty()) object.attributes[key] = value;
}

void fill_domain(const CatalogRead& read, const CatalogRow& row, SchemaObject& object) {
  set(object, "type", read.types.spelling(text(row[base_type])));
  set(object, "collation", text(row[base_collation]));
  set(object, "default", text(row[base_default]));
  if (truth(row[not_null])) set(object, "not_null", "true");
}

void fill_range(const CatalogRead& read, const CatalogRow& row, SchemaObject& object) {
  set(object, "subtype", read.types.spelling(text(row[subtype])));
  set(object, "subtype_opclass", text(row[subtype_opclass]));
  set(object, "collation", text(row[range_collation]));
  set(object, "canonical", text(row[canonical]));
  set(object, "subtype_diff", text(row[subtype_diff]));
  if (text(row[multirange]) != default_multirange_name(text(row[name])))
    set(object, "multirange_type_name", text(row[multirange]));
}

void read_domain_checks(CatalogRead& read,
                        const std::unordered_map<std::string, SchemaObject*>& domains) {
  const Rows rows = read.session.query(
      "SELECT contypid, conname, pg_get_expr(conbin, 0), convalidated FROM pg_constraint"
      " WHERE contypid <> 0 AND contype = 'c' ORDER BY conname, oid");
  for (const CatalogRow& row : rows.rows) {
    const auto domain = domains.find(text(row[0]));
    if (domain == domains.end()) continue;
    CheckConstraint check;
    check.name = Identifier(text(row[1]));
    check.condition = Expression(with_in_lists(without_outer_parentheses(text(row[2]))));
    check.validated = truth(row[3]);
    domain->second->checks.push_back(std::move(check));
  }
}

}  // namespace

void read_own_types(CatalogRead& read) {
  const Rows rows = read.session.query(types_query(read));
  std::unordered_map<std::string, SchemaObject*> domains;
  std::string last;
  SchemaObject* object = nullptr;
  for (const CatalogRow& row : rows.rows) {
    const std::string& type = text(row[kind]);
    if (text(row[oid]) != last) {
      last = text(row[oid]);
      const ObjectKind of = type == "e"   ? ObjectKind::enumeration
                            : type == "d" ? ObjectKind::domain
                                          : ObjectKind::range_type;
      object = read.add({of, read.name(text(row[schema]), text(row[name]))});
      if (object == nullptr) continue;
      object->comment = text(row[comment]);
      if (type == "d") fill_domain(read, row, *object);
      if (type == "r") fill_range(read, row, *object);
      if (type == "d") domains.emplace(last, object);
    }
    if (object != nullptr && row[label]) object->values.push_back({*row[label]});
  }
  if (!domains.empty()) read_domain_checks(read, domains);
}

}  // namespace whimbrel::postgresql
