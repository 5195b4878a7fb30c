// VACUUM FULL, CLUSTER, REINDEX, REFRESH MATERIALIZED VIEW and TRUNCATE.
#include "review/readers.h"

namespace whimbrel::postgresql {
namespace {

// True when the list of DefElem has `name` and does not switch it off.
bool has_option(const Node& list, std::string_view name) {
  for (const Node& item : list.items) {
    const Node& element = *tagged(item).body;
    if (scalar(element, "defname") != name) continue;
    const Tagged value = tagged(child(element, "arg"));
    if (value.tag.empty()) return true;
    const std::string text = value.tag == "String"
                                 ? scalar(*value.body, "sval")
                                 : (number(*value.body, "ival") != 0 ? "on" : "off");
    return text != "false" && text != "off" && text != "0";
  }
  return false;
}

void rewritten(Reading& reading, const std::string& what, std::size_t offset) {
  reading.hazard("exclusive-maintenance",
                 what +
                     " under an ACCESS EXCLUSIVE lock: nobody can read or write it until that "
                     "is done",
                 "use pg_repack or pg_squeeze, which take that lock for a moment only, or do it in "
                 "a maintenance window",
                 offset);
}

}  // namespace

void read_vacuum(Reading& reading, const Node& body) {
  if (!flag(body, "is_vacuumcmd")) {
    reading.result().kind = SqlReading::Kind::query;
    return;
  }
  if (!has_option(child(body, "options"), "full")) return;
  reading.result().waits_for_lock = true;
  const Node& relations = child(body, "rels");
  if (relations.items.empty()) return rewritten(reading, "every table is copied, one by one,", 0);
  for (const Node& item : relations.items) {
    const Node& relation = child(*tagged(item).body, "relation");
    const QualifiedName table = reading.table(relation);
    if (!reading.place().is_new(table))
      rewritten(reading, "table '" + table.text() + "' is copied", location(relation));
  }
}

void read_cluster(Reading& reading, const Node& body) {
  const Node& relation = child(body, "relation");
  if (relation.is_null()) return rewritten(reading, "every clustered table is copied", 0);
  const QualifiedName table = reading.table(relation);
  if (!reading.place().is_new(table))
    rewritten(reading, "table '" + table.text() + "' is copied in the order of an index",
              location(relation));
}

void read_reindex(Reading& reading, const Node& body) {
  if (has_option(child(body, "params"), "concurrently")) return;
  const Node& relation = child(body, "relation");
  const QualifiedName name =
      relation.is_null() ? QualifiedName(scalar(body, "name")) : reading.table(relation);
  if (reading.place().is_new(name)) return;
  const std::string& kind = scalar(body, "kind");
  std::string what = "index '" + name.text() + "' is";
  if (kind == "REINDEX_OBJECT_TABLE") what = "the indexes of table '" + name.text() + "' are";
  if (kind == "REINDEX_OBJECT_SCHEMA") what = "all indexes of schema '" + name.text() + "' are";
  if (kind == "REINDEX_OBJECT_DATABASE" || kind == "REINDEX_OBJECT_SYSTEM")
    what = "all indexes of the database are";
  reading.hazard("reindex-blocks",
                 what +
                     " rebuilt under a SHARE lock on the table and an ACCESS EXCLUSIVE lock on "
                     "the index: nobody can write, and queries that would use the index wait",
                 "REINDEX ... CONCURRENTLY, outside of a transaction", location(relation));
}

void read_refresh(Reading& reading, const Node& body) {
  if (flag(body, "concurrent") || flag(body, "skipData")) return;
  const Node& relation = child(body, "relation");
  reading.hazard("exclusive-maintenance",
                 "materialized view '" + reading.table(relation).text() +
                     "' is filled under an ACCESS EXCLUSIVE lock: nobody can read it until that is "
                     "done",
                 "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on it",
                 location(relation));
}

void read_truncate(Reading& reading, const Node& body) {
  const bool cascade = scalar(body, "behavior") == "DROP_CASCADE";
  for (const Node& item : child(body, "relations").items) {
    const Node& relation = *tagged(item).body;
    const QualifiedName table = reading.table(relation);
    if (scalar(relation, "schemaname").empty()) reading.unqualified(table, location(relation));
    if (reading.place().is_new(table)) continue;
    reading.hazard("truncate",
                   "all rows of table '" + table.text() + "' are deleted" +
                       (cascade ? ", and those of every table with a foreign key to it" : "") +
                       ", under an ACCESS EXCLUSIVE lock",
                   cascade ? "name the tables that shall be emptied, without CASCADE"
                           : "delete rows in batches, and keep a copy of what may be wanted again",
                   location(relation));
  }
}

}  // namespace whimbrel::postgresql
