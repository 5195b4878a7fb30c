#include "scratch_contents.h"

#include "catalog.h"

namespace whimbrel::postgresql {

// Whatever is in a schema depends on it.
SchemaContents schema_contents(Connection& session) {
  const Rows rows = session.query(
      "SELECT n.nspname, pg_catalog.md5(pg_catalog.string_agg("
      "d.classid::text || ' ' || d.objid::text, ',' ORDER BY d.classid, d.objid))"
      " FROM pg_catalog.pg_namespace n LEFT JOIN pg_catalog.pg_depend d"
      " ON d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.refobjid = n.oid"
      " WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%' AND " +
      not_of_extension("pg_catalog.pg_namespace", "n.oid") + " GROUP BY n.nspname");
  SchemaContents contents;
  for (const auto& row : rows.rows) contents.emplace(text(row[0]), text(row[1]));
  return contents;
}

std::vector<Identifier> changed_schemas(const SchemaContents& before, const SchemaContents& after,
                                        const Identifier& default_schema) {
  std::vector<Identifier> changed;
  for (const auto& [name, fingerprint] : after) {
    const auto known = before.find(name);
    const bool same = known != before.end() && known->second == fingerprint;
    if (name != default_schema && !same) changed.push_back(name);
  }
  return changed;
}

Schema without_furniture(Schema read) {
  std::erase_if(read.unsupported,
                [](const auto& each) { return each.kind == word_for(ObjectKind::schema); });
  return read;
}

}  // namespace whimbrel::postgresql
