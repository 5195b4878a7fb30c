// Columns in documents.
#include "constraint_codec.h"
#include "whimbrel/model/table_codec.h"

namespace whimbrel {
namespace {

ForeignKey read_reference(const Node& node, const Identifier& column) {
  MapReader reader(node, "'references' of column '" + column.text() + "'");
  ForeignKey key;
  key.columns = {column};
  key.name = Identifier(reader.text("name").value_or(""));
  key.referred_table = parse_qualified_name(reader.required_text("table"));
  key.referred_columns = {Identifier(reader.required_text("column"))};
  read_actions(reader, key);
  reader.finish();
  return key;
}

}  // namespace

Node column_node(const Column& column, bool with_name) {
  Node map = Node::map();
  if (with_name) map.add("name", Node::text(column.name.text()));
  map.add("type", dialect_text_node(column.type));
  if (!column.nullable) map.add("nullable", Node::boolean(false));
  if (column.default_value) map.add("default", default_node(*column.default_value));
  if (column.autoincrement) map.add("autoincrement", Node::boolean(true));
  if (column.generated) map.add("generated", generated_node(*column.generated));
  if (!column.collation.empty()) map.add("collation", Node::text(column.collation));
  if (!column.comment.empty()) map.add("comment", Node::text(column.comment));
  if (!column.options.empty()) map.add("options", options_node(column.options));
  if (!column.renamed_from.empty()) map.add("renamed_from", Node::text(column.renamed_from.text()));
  return map;
}

Column read_column(MapReader& reader, const Identifier& name, ColumnConstraints& constraints) {
  Column column;
  column.name = name;
  static_cast<DialectText&>(column.type) =
      read_dialect_text(reader.require("type"), "the type of " + reader.what());
  constraints.primary_key = reader.flag("primary_key").value_or(false);
  column.nullable = reader.flag("nullable").value_or(!constraints.primary_key);
  if (const Node* node = reader.find("default")) column.default_value = read_default(*node);
  column.autoincrement = reader.flag("autoincrement").value_or(false);
  if (const Node* node = reader.find("generated")) column.generated = read_generated(*node);
  column.collation = reader.text("collation").value_or("");
  column.comment = reader.text("comment").value_or("");
  if (const Node* node = reader.find("options")) column.options = read_options(*node);
  column.renamed_from = Identifier(reader.text("renamed_from").value_or(""));
  if (reader.flag("unique").value_or(false))
    constraints.others.push_back(UniqueConstraint{{}, {name}});
  if (const Node* node = reader.find("references"))
    constraints.others.push_back(read_reference(*node, name));
  if (column.generated && column.default_value)
    throw error_at(reader.mark(), reader.what() + " is generated and cannot have a default");
  return column;
}

Column read_named_column(const Node& node, ColumnConstraints& constraints) {
  MapReader reader(node, "a column");
  const Identifier name(reader.required_text("name"));
  MapReader named(node, "column '" + name.text() + "'");
  named.required_text("name");
  Column column = read_column(named, name, constraints);
  named.finish();
  return column;
}

}  // namespace whimbrel
