// Operations to documents.
#include "operation_writers.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/model/table_codec.h"
#include "whimbrel/ops/operation_codec.h"

namespace whimbrel {
namespace {

Node on_table(const QualifiedName& table) {
  Node map = Node::map();
  map.add("table", Node::text(table.text()));
  return map;
}

void add_guard(bool guard, const char* word, Node& map) {
  if (guard) map.add(word, Node::boolean(true));
}

Node table_node(const CreateTable& op) {
  const Table& table = op.table;
  Node map = Node::map();
  map.style = Node::Style::block;
  map.add("name", Node::text(table.name.text()));
  add_guard(op.if_not_exists, "if_not_exists", map);
  write_table(table, ColumnForm::list, map);
  return map;
}

void write_attributes(const ColumnAttributes& attributes, Node& map) {
  if (attributes.type) map.add("type", dialect_text_node(*attributes.type));
  if (attributes.nullable) map.add("nullable", Node::boolean(*attributes.nullable));
  if (const auto& value = attributes.default_value)
    map.add("default", *value ? default_node(**value) : Node());
  if (attributes.autoincrement) map.add("autoincrement", Node::boolean(*attributes.autoincrement));
  if (const auto& value = attributes.generated)
    map.add("generated", *value ? generated_node(**value) : Node());
  if (attributes.collation) map.add("collation", Node::text(*attributes.collation));
  if (attributes.comment) map.add("comment", Node::text(*attributes.comment));
  if (!attributes.options.empty()) map.add("column_options", options_node(attributes.options));
}

Node alter_node(const AlterColumn& op) {
  Node map = on_table(op.table);
  map.add("column", Node::text(op.column.text()));
  write_attributes(op.to, map);
  Node existing = Node::map();
  write_attributes(op.existing, existing);
  if (!existing.entries.empty()) map.add("existing", std::move(existing));
  if (!op.options.empty()) map.add("options", options_node(op.options));
  return map;
}

Node create_constraint_node(const CreateConstraint& op) {
  Node map = on_table(op.table);
  write_constraint(op.constraint, map);
  return map;
}

Node drop_constraint_node(const DropConstraint& op) {
  Node map = on_table(op.table);
  if (!op.name.empty()) map.add("name", Node::text(op.name.text()));
  map.add("type", Node::text(word_for(op.kind)));
  add_guard(op.if_exists, "if_exists", map);
  if (op.before) write_constraint(*op.before, map.add("before", Node::map()));
  return map;
}

Node index_node(const CreateIndex& op) {
  Node map = Node::map();
  map.add("name", Node::text(op.index.name.text()));
  map.add("table", Node::text(op.table.text()));
  add_guard(op.if_not_exists, "if_not_exists", map);
  write_index(op.index, map);
  return map;
}

Node drop_index_node(const DropIndex& op) {
  Node map = Node::map();
  map.add("name", Node::text(op.index.text()));
  map.add("table", Node::text(op.table.text()));
  add_guard(op.if_exists, "if_exists", map);
  if (op.before) write_index(*op.before, map.add("before", Node::map()));
  return map;
}

Node comment_node(const SetTableComment& op) {
  Node map = on_table(op.table);
  if (!op.comment.empty()) map.add("comment", Node::text(op.comment));
  if (op.existing) map.add("existing", Node::text(*op.existing));
  return map;
}

Node plugin_node(const PluginOperation& op) {
  Node map = Node::map();
  for (const auto& [key, value] : op.values) map.add(key, Node::text(value));
  return map;
}

}  // namespace

Node operation_node(const Operation& operation) {
  Node body =
      std::visit(overloaded{
                     [](const CreateTable& op) { return table_node(op); },
                     [](const DropTable& op) {
                       Node map = Node::map();
                       map.add("name", Node::text(op.table.text()));
                       add_guard(op.if_exists, "if_exists", map);
                       if (op.before)
                         write_table(*op.before, ColumnForm::list, map.add("before", Node::map()));
                       return map;
                     },
                     [](const RenameTable& op) {
                       Node map = Node::map();
                       map.add("name", Node::text(op.table.text()));
                       map.add("to", Node::text(op.to.text()));
                       return map;
                     },
                     [](const AddColumn& op) {
                       Node map = on_table(op.table);
                       map.add("column", column_node(op.column, true));
                       add_guard(op.if_not_exists, "if_not_exists", map);
                       return map;
                     },
                     [](const DropColumn& op) {
                       Node map = on_table(op.table);
                       map.add("column", Node::text(op.column.text()));
                       add_guard(op.if_exists, "if_exists", map);
                       if (op.before) map.add("before", column_node(*op.before, false));
                       return map;
                     },
                     [](const AlterColumn& op) { return alter_node(op); },
                     [](const RenameColumn& op) {
                       Node map = on_table(op.table);
                       map.add("column", Node::text(op.column.text()));
                       map.add("to", Node::text(op.to.text()));
                       return map;
                     },
                     [](const CreateConstraint& op) { return create_constraint_node(op); },
                     [](const DropConstraint& op) { return drop_constraint_node(op); },
                     [](const CreateIndex& op) { return index_node(op); },
                     [](const DropIndex& op) { return drop_index_node(op); },
                     [](const SetTableComment& op) { return comment_node(op); },
                     [](const auto& op) { return body_node(op); },
                     [](const Execute& op) { return dialect_text_node(op.sql); },
                     [](const PluginOperation& op) { return plugin_node(op); },
                 },
                 operation);
  Node entry = Node::map();
  entry.add(word_for(operation), std::move(body));
  return entry;
}

}  // namespace whimbrel
