// RENAME, SET SCHEMA and COMMENT ON.
#include "review/constraint_words.h"
#include "review/readers.h"
#include "review/referring_keys.h"

namespace whimbrel::postgresql {
namespace {

void rename_index(Reading& reading, const QualifiedName& index, const Identifier& to) {
  const Table* owner = owner_of_index(reading, index.schema, index.name);
  if (owner == nullptr) return;
  Index renamed = *owner->index(index.name);
  reading.quietly(DropIndex{owner->name, index.name, renamed});
  renamed.name = to;
  reading.quietly(CreateIndex{owner->name, std::move(renamed)});
}

void rename_constraint(Reading& reading, const QualifiedName& table, const Identifier& name,
                       const Identifier& to) {
  const Table* known = reading.known(table);
  if (known == nullptr) return;
  auto constraint = find_constraint(*known, name);
  if (!constraint) return;
  reading.quietly(DropConstraint{table, name_of(*constraint), kind_of(*constraint), *constraint});
  std::visit([&](auto& each) { each.name = to; }, *constraint);
  ServerNames names(*known);
  name_as_server(*constraint, *known, names);
  reading.quietly(CreateConstraint{table, std::move(*constraint), {}});
}

}  // namespace

void read_rename(Reading& reading, const Node& body) {
  const std::string& kind = scalar(body, "renameType");
  const Node& relation = child(body, "relation");
  if (relation.is_null()) reading.result().waits_for_lock = false;
  const QualifiedName table = reading.table(relation);
  const Identifier to = reading.name(scalar(body, "newname"));
  const Identifier part = reading.name(scalar(body, "subname"));
  const bool of_table = kind == "OBJECT_TABLE" ||
                        (kind == "OBJECT_COLUMN" && scalar(body, "relationType") == "OBJECT_TABLE");
  if (of_table && scalar(relation, "schemaname").empty())
    reading.unqualified(table, location(relation));
  if (kind == "OBJECT_INDEX") rename_index(reading, table, to);
  if (kind == "OBJECT_TABCONSTRAINT") rename_constraint(reading, table, part, to);
  if (kind == "OBJECT_SCHEMA") reading.unread("the new name of schema '" + part.text() + "'");
  if (!of_table) return;
  if (kind == "OBJECT_COLUMN") return reading.operation(RenameColumn{table, part, to});
  // ALTER TABLE takes the name of an index as well.
  const bool is_index = reading.known(table) == nullptr &&
                        owner_of_index(reading, table.schema, table.name) != nullptr;
  if (is_index)
    rename_index(reading, table, to);
  else
    reading.operation(RenameTable{table, to});
}

void read_set_schema(Reading& reading, const Node& body) {
  reading.result().waits_for_lock = scalar(body, "objectType") == "OBJECT_TABLE";
  if (!reading.result().waits_for_lock) return;
  const QualifiedName from = reading.table(child(body, "relation"));
  const Table* known = reading.known(from);
  if (known == nullptr) return;
  Table moved = *known;
  moved.name.schema = reading.name(scalar(body, "newschema"));
  for (ForeignKey& key : moved.foreign_keys)
    if (key.referred_table == from) key.referred_table = moved.name;
  const std::vector<ReferringKey> keys = referring_keys(reading, from, nullptr);
  for (const auto& [table, key] : keys)
    reading.quietly(DropConstraint{table, key.name, ConstraintKind::foreign_key, key});
  reading.quietly(DropTable{from, *known});
  const QualifiedName to = moved.name;
  reading.quietly(CreateTable{std::move(moved)});
  for (auto [table, key] : keys) {
    key.referred_table = to;
    reading.quietly(CreateConstraint{table, std::move(key), {}});
  }
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
