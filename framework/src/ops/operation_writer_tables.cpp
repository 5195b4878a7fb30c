// Operations on names, options and partitions of tables, to documents.
#include "operation_writers.h"
#include "whimbrel/model/table_codec.h"

namespace whimbrel {
namespace {

Node on_table(const QualifiedName& table) {
  Node map = Node::map();
  map.add("table", Node::text(table.text()));
  return map;
}

Node expression_or_null(const std::optional<Expression>& expression) {
  return expression ? dialect_text_node(*expression) : Node();
}

}  // namespace

Node body_node(const RenameIndex& op) {
  Node map = on_table(op.table);
  map.add("name", Node::text(op.index.text()));
  map.add("to", Node::text(op.to.text()));
  return map;
}

Node body_node(const RenameConstraint& op) {
  Node map = on_table(op.table);
  if (!op.name.empty()) map.add("name", Node::text(op.name.text()));
  map.add("type", Node::text(word_for(op.kind)));
  map.add("to", Node::text(op.to.text()));
  return map;
}

Node body_node(const ValidateConstraint& op) {
  Node map = on_table(op.table);
  map.add("name", Node::text(op.name.text()));
  return map;
}

Node body_node(const SetTableOptions& op) {
  Node map = on_table(op.table);
  map.add("options", options_node(op.to));
  if (op.existing) map.add("existing", options_node(*op.existing));
  return map;
}

Node body_node(const SetPartitioning& op) {
  Node map = on_table(op.table);
  map.add("partition_by", expression_or_null(op.to));
  if (op.existing) map.add("existing", expression_or_null(*op.existing));
  return map;
}

Node body_node(const AttachPartition& op) {
  Node map = on_table(op.table);
  map.add("partition", Node::text(op.partition.text()));
  map.add("bound", dialect_text_node(op.bound));
  return map;
}

Node body_node(const DetachPartition& op) {
  Node map = on_table(op.table);
  map.add("partition", Node::text(op.partition.text()));
  if (op.bound) map.add("bound", dialect_text_node(*op.bound));
  if (!op.options.empty()) map.add("options", options_node(op.options));
  return map;
}

}  // namespace whimbrel
