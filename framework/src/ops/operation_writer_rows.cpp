// Operations on rows, to documents.
#include "operation_writers.h"
#include "whimbrel/core/duration.h"
#include "whimbrel/model/table_codec.h"

namespace whimbrel {
namespace {

Node on_table(const QualifiedName& table) {
  Node map = Node::map();
  map.add("table", Node::text(table.text()));
  return map;
}

void write_rows(const RowSet& rows, Node& map) {
  if (rows.columns.empty()) return;
  if (!rows.file.empty()) {
    map.add("file", Node::text(rows.file));
    return;
  }
  Node& list = map.add("rows", Node::sequence());
  list.style = Node::Style::block;
  for (const auto& row : rows.rows) {
    Node values = Node::map();
    for (size_t i = 0; i < row.size(); ++i)
      values.add(rows.columns.at(i).text(), default_node(row[i]));
    list.items.push_back(std::move(values));
  }
}

void write_assignments(const char* key, const std::vector<Assignment>& assignments, Node& map) {
  if (assignments.empty()) return;
  Node& values = map.add(key, Node::map());
  for (const Assignment& each : assignments)
    values.add(each.column.text(), default_node(each.value));
}

void write_where(const std::optional<Expression>& where, Node& map) {
  if (where) map.add("where", dialect_text_node(*where));
}

void write_key(const std::vector<Identifier>& key, Node& map) {
  if (!key.empty()) map.add("key", identifiers_node(key));
}

}  // namespace

Node body_node(const InsertRows& op) {
  Node map = on_table(op.table);
  write_key(op.key, map);
  write_rows(op.rows, map);
  return map;
}

Node body_node(const UpsertRows& op) {
  Node map = on_table(op.table);
  write_key(op.key, map);
  write_rows(op.rows, map);
  return map;
}

Node body_node(const UpdateRows& op) {
  Node map = on_table(op.table);
  write_assignments("set", op.set, map);
  write_where(op.where, map);
  write_assignments("existing", op.existing, map);
  return map;
}

Node body_node(const DeleteRows& op) {
  Node map = on_table(op.table);
  write_where(op.where, map);
  write_key(op.key, map);
  write_rows(op.rows, map);
  return map;
}

Node body_node(const Backfill& op) {
  Node map = on_table(op.table);
  write_assignments("set", op.set, map);
  write_where(op.where, map);
  write_key(op.key, map);
  map.add("batch_size", Node::number(op.batch_size));
  if (op.pause_ms > 0)
    map.add("pause", Node::text(to_text(std::chrono::milliseconds(op.pause_ms))));
  return map;
}

}  // namespace whimbrel
