// Who may do what: the owner's own rights are left out, he has them anyway.
#include <algorithm>

#include "catalog.h"
#include "sequence_privileges.h"

namespace whimbrel::postgresql {
namespace {

enum Field : size_t { kind, schema, name, arguments, grantee, what, grantable, column };

// One part for each catalog with rights: their list, or what stands for none.
std::string part(std::string_view kind, std::string_view acl_kind, std::string_view from,
                 std::string_view prefix, std::string_view object, std::string_view where,
                 std::string_view arguments = "NULL") {
  const std::string p(prefix);
  const std::string owner = p + "owner";
  return "SELECT " + std::string(kind) + ", n.nspname::text, " + std::string(object) + "::text, " +
         std::string(arguments) + ", CASE a.grantee WHEN 0 THEN '' ELSE" +
         " pg_get_userbyid(a.grantee)::text END, a.privilege_type, a.is_grantable, NULL FROM " +
         std::string(from) + ", aclexplode(COALESCE(" + p + "acl, acldefault(" +
         std::string(acl_kind) + ", " + owner + "))) a WHERE a.grantee <> " + owner + " AND " +
         std::string(where);
}

constexpr std::string_view kOfTypes =
    "CASE t.typtype WHEN 'e' THEN 'e' WHEN 'd' THEN 'd' WHEN 'r' THEN 'g' ELSE 'c' END";

std::string privileges_query(const CatalogRead& read) {
  const bool all = read.scope.privileges;
  const std::string relations = read.condition("n.nspname", "c.relname");
  const std::string from_class = "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace";
  std::string sql =
      part("c.relkind::text", "CASE c.relkind WHEN 'S' THEN 's'::\"char\" ELSE 'r' END", from_class,
           "c.rel", "c.relname",
           std::string(all ? "c.relkind IN ('r', 'p', 'v', 'm', 'S')" : "c.relkind IN ('v', 'm')") +
               " AND c.relacl IS NOT NULL AND " + relations);
  sql +=
      " UNION ALL SELECT c.relkind::text, n.nspname::text, c.relname::text, NULL,"
      " CASE a.grantee WHEN 0 THEN '' ELSE pg_get_userbyid(a.grantee)::text END,"
      " a.privilege_type, a.is_grantable, quote_ident(t.attname) FROM " +
      from_class +
      " JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a"
      " WHERE a.grantee <> c.relowner AND c.relkind IN (" +
      (all ? "'r', 'p', " : "") + "'v', 'm') AND t.attacl IS NOT NULL AND " + relations;
  if (!all || !read.all_kinds()) return sql;
  sql += " UNION ALL " + part("'f' || f.prokind::text", "'f'",
                              "pg_proc f JOIN pg_namespace n"
                              " ON n.oid = f.pronamespace",
                              "f.pro", "f.proname", read.condition("n.nspname", "f.proname"),
                              "(SELECT string_agg(format_type(b.type, NULL), ', ' ORDER BY b.place)"
                              " FROM unnest(f.proargtypes) WITH ORDINALITY AS b (type, place))");
  sql += " UNION ALL " +
         part("'t' || " + std::string(kOfTypes), "'T'",
              "pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace", "t.typ", "t.typname",
              "(t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND EXISTS (SELECT FROM pg_class k"
              " WHERE k.oid = t.typrelid AND k.relkind = 'c')) AND " +
                  read.condition("n.nspname", "t.typname"));
  if (!read.scope.include.empty() || !read.scope.schemas.empty())
    sql += " UNION ALL " + part("'n'", "'n'", "pg_namespace n", "n.nsp", "n.nspname",
                                read.condition("n.nspname", "n.nspname"));
  return sql;
}

ObjectId object_of(const CatalogRead& read, const CatalogRow& row) {
  const std::string& code = text(row[kind]);
  const QualifiedName object = read.name(text(row[schema]), text(row[name]));
  if (code == "v") return {ObjectKind::view, object};
  if (code == "m") return {ObjectKind::materialized_view, object};
  if (code == "S") return {ObjectKind::sequence, object};
  if (code == "te") return {ObjectKind::enumeration, object};
  if (code == "td") return {ObjectKind::domain, object};
  if (code == "tg") return {ObjectKind::range_type, object};
  if (code == "tc") return {ObjectKind::composite_type, object};
  if (code == "n") return {ObjectKind::schema, QualifiedName(text(row[name]))};
  return {code == "fp" ? ObjectKind::procedure : ObjectKind::function,
          object,
          {},
          text(row[arguments])};
}

bool has_privileges(ObjectKind kind) {
  return !stands_on_table(kind) && kind != ObjectKind::extension;
}

// Rights on single columns are one right that names them.
void add(std::vector<Privilege>& privileges, const CatalogRow& row,
         std::map<std::tuple<std::string, std::string, bool>, std::string>& columns) {
  if (!row[column]) {
    privileges.push_back({Identifier(text(row[grantee])), text(row[what]), truth(row[grantable])});
    return;
  }
  std::string& list = columns[{text(row[grantee]), text(row[what]), truth(row[grantable])}];
  list += (list.empty() ? "" : ", ") + *row[column];
}

// The rights on the sequence of a column are an attribute of that column.
void note(CatalogRead& read, const QualifiedName& sequence,
          const std::vector<Privilege>& privileges) {
  const auto owner = read.column_sequences.find(sequence);
  if (owner == read.column_sequences.end()) return;
  Column* column = read.tables.at(owner->second.first).column(owner->second.second);
  if (column != nullptr)
    set_option(column->options, "sequence_privileges", sequence_privileges_text(privileges));
}

}  // namespace

void read_privileges(CatalogRead& read) {
  const auto of_view = [](ObjectKind kind) {
    return kind == ObjectKind::view || kind == ObjectKind::materialized_view;
  };
  bool wanted = read.scope.privileges;
  for (auto& [id, object] : read.objects) {
    if (read.scope.privileges ? has_privileges(id.kind) : of_view(id.kind))
      object.privileges.emplace();
    wanted = wanted || of_view(id.kind);
  }
  if (!wanted) return;
  std::map<QualifiedName, Table*> tables;
  if (read.scope.privileges)
    for (auto& [oid, table] : read.tables) {
      table.privileges.emplace();
      tables.emplace(table.name, &table);
    }
  using Columns = std::map<std::tuple<std::string, std::string, bool>, std::string>;
  std::map<std::vector<Privilege>*, Columns> on_columns;
  std::map<QualifiedName, std::vector<Privilege>> on_column_sequences;
  const Rows rows = read.session.query(privileges_query(read) + " ORDER BY 1, 2, 3, 4, 5, 6, 8");
  for (const CatalogRow& row : rows.rows) {
    std::vector<Privilege>* place = nullptr;
    const std::string& code = text(row[kind]);
    if (code == "r" || code == "p") {
      const auto table = tables.find(read.name(text(row[schema]), text(row[name])));
      if (table != tables.end()) place = &*table->second->privileges;
    } else if (const auto found = read.objects.find(object_of(read, row));
               found != read.objects.end() && found->second.privileges) {
      place = &*found->second.privileges;
    } else if (code == "S") {
      place = &on_column_sequences[read.name(text(row[schema]), text(row[name]))];
    }
    if (place != nullptr) add(*place, row, on_columns[place]);
  }
  for (const auto& [place, columns] : on_columns)
    for (const auto& [right, list] : columns)
      place->push_back({Identifier(std::get<0>(right)), std::get<1>(right) + " (" + list + ")",
                        std::get<2>(right)});
  for (const auto& [place, columns] : on_columns) std::sort(place->begin(), place->end());
  for (const auto& [sequence, privileges] : on_column_sequences) note(read, sequence, privileges);
}

}  // namespace whimbrel::postgresql
