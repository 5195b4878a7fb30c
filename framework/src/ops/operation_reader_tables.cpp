// Documents to operations on names, options and partitions of tables.
#include "operation_readers.h"
#include "whimbrel/model/table_codec.h"

namespace whimbrel {
namespace {

Expression read_expression(const Node& node, const std::string& what) {
  Expression expression;
  static_cast<DialectText&>(expression) = read_dialect_text(node, what);
  return expression;
}

Operations read_rename_index(MapReader& reader) {
  const QualifiedName table = read_name(reader, "table");
  const Identifier index = read_identifier(reader, "name");
  return {RenameIndex{table, index, read_identifier(reader, "to")}};
}

Operations read_rename_constraint(MapReader& reader) {
  RenameConstraint op;
  op.table = read_name(reader, "table");
  op.kind = read_constraint_kind(reader.require("type"));
  op.name = Identifier(reader.text("name").value_or(""));
  op.to = read_identifier(reader, "to");
  return {std::move(op)};
}

Operations read_validate(MapReader& reader, bool validated) {
  const QualifiedName table = read_name(reader, "table");
  return {ValidateConstraint{table, read_identifier(reader, "name"), validated}};
}

Operations read_table_options(MapReader& reader) {
  SetTableOptions op;
  op.table = read_name(reader, "table");
  op.to = read_options(reader.require("options"));
  if (const Node* node = reader.find("existing")) op.existing = read_options(*node);
  return {std::move(op)};
}

// Null says that the table is not partitioned, so it is not absence here.
Operations read_partitioning(MapReader& reader, const Node& map) {
  SetPartitioning op;
  op.table = read_name(reader, "table");
  reader.find("partition_by");
  const Node* to = map.find("partition_by");
  if (to == nullptr)
    throw error_at(map.mark, "set_partitioning needs the key 'partition_by' (null: none)");
  if (!to->is_null()) op.to = read_expression(*to, "'partition_by'");
  reader.find("existing");
  if (const Node* node = map.find("existing")) {
    op.existing.emplace();
    if (!node->is_null()) *op.existing = read_expression(*node, "'existing'");
  }
  return {std::move(op)};
}

Operations read_attach(MapReader& reader) {
  AttachPartition op;
  op.table = read_name(reader, "table");
  op.partition = read_name(reader, "partition");
  op.bound = read_expression(reader.require("bound"), "'bound'");
  return {std::move(op)};
}

Operations read_detach(MapReader& reader) {
  DetachPartition op;
  op.table = read_name(reader, "table");
  op.partition = read_name(reader, "partition");
  if (const Node* node = reader.find("bound")) op.bound = read_expression(*node, "'bound'");
  if (const Node* node = reader.find("options")) op.options = read_options(*node);
  return {std::move(op)};
}

}  // namespace

void add_table_readers(OperationReaders& readers) {
  const auto plain = [](Operations (*read)(MapReader&)) -> OperationReader {
    return [read](MapReader& reader, const Node&) { return read(reader); };
  };
  const auto validation = [](bool validated) -> OperationReader {
    return [validated](MapReader& reader, const Node&) { return read_validate(reader, validated); };
  };
  readers.emplace("rename_index", plain(read_rename_index));
  readers.emplace("rename_constraint", plain(read_rename_constraint));
  readers.emplace("validate_constraint", validation(true));
  readers.emplace("invalidate_constraint", validation(false));
  readers.emplace("set_table_options", plain(read_table_options));
  readers.emplace("set_partitioning", read_partitioning);
  readers.emplace("attach_partition", plain(read_attach));
  readers.emplace("detach_partition", plain(read_detach));
}

}  // namespace whimbrel
