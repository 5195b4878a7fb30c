// RENAME, SET SCHEMA and COMMENT ON.
#include "review/readers.h"

namespace whimbrel::postgresql {

void read_rename(Reading& reading, const Node& body) {
  const std::string& kind = scalar(body, "renameType");
  const Node& relation = child(body, "relation");
  if (relation.is_null()) reading.result().waits_for_lock = false;
  const QualifiedName table = reading.table(relation);
  const Identifier to = reading.name(scalar(body, "newname"));
  const bool of_table = kind == "OBJECT_TABLE" ||
                        (kind == "OBJECT_COLUMN" && scalar(body, "relationType") == "OBJECT_TABLE");
  if (of_table && scalar(relation, "schemaname").empty())
    reading.unqualified(table, location(relation));
  if (kind == "OBJECT_TABLE")
    reading.operation(RenameTable{table, to});
  else if (of_table)
    reading.operation(RenameColumn{table, reading.name(scalar(body, "subname")), to});
  // The model has no operation for these, and goes on with the old name.
  else if (kind == "OBJECT_INDEX")
    reading.unread("the new name of index '" + table.name.text() + "'");
  else if (kind == "OBJECT_TABCONSTRAINT")
    reading.unread("the new name of constraint '" + scalar(body, "subname") + "'");
  else if (kind == "OBJECT_SCHEMA")
    reading.unread("the new name of schema '" + scalar(body, "subname") + "'");
}

void read_comment(Reading& reading, const Node& body) {
  const std::string& comment = scalar(body, "comment");
  const std::string& kind = scalar(body, "objtype");
  std::vector<std::string> parts = strings(child(body_of(body, "object", "List"), "items"));
  if (kind == "OBJECT_TABLE") {
    const QualifiedName table = reading.table(parts);
    SetTableComment change{table, comment, std::nullopt};
    if (const Table* known = reading.known(table)) change.existing = known->comment;
    return reading.operation(std::move(change));
  }
  if (kind != "OBJECT_COLUMN" || parts.size() < 2) return;
  AlterColumn change;
  change.column = reading.name(parts.back());
  parts.pop_back();
  change.table = reading.table(parts);
  change.to.comment = comment;
  const Table* known = reading.known(change.table);
  if (const Column* column = known == nullptr ? nullptr : known->column(change.column))
    change.existing.comment = column->comment;
  reading.operation(std::move(change));
}

}  // namespace whimbrel::postgresql
