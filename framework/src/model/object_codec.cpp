#include "whimbrel/model/object_codec.h"

#include "whimbrel/model/table_codec.h"

namespace whimbrel {
namespace {

bool has_definition(ObjectKind kind) {
  return is_statement(kind) || kind == ObjectKind::view || kind == ObjectKind::materialized_view;
}

Node value_node(const EnumValue& value) {
  if (!value.renamed_from) return Node::text(value.text);
  Node map = Node::map();
  map.add("value", Node::text(value.text));
  map.add("renamed_from", Node::text(*value.renamed_from));
  return map;
}

EnumValue read_value(const Node& node, const std::string& what) {
  if (!node.is_map()) return {scalar_text(node, what)};
  MapReader reader(node, what);
  EnumValue value{reader.required_text("value")};
  value.renamed_from = reader.text("renamed_from");
  reader.finish();
  return value;
}

void write_values(const SchemaObject& object, Node& map) {
  Node& list = map.add("values", Node::sequence());
  for (const EnumValue& value : object.values) list.items.push_back(value_node(value));
}

void read_values(MapReader& reader, SchemaObject& object) {
  const Node& list = reader.require("values");
  if (!list.is_sequence())
    throw error_at(list.mark, "'values' of " + reader.what() + " must be a list");
  for (const Node& node : list.items)
    object.values.push_back(read_value(node, "a value of " + reader.what()));
}

void write_columns(const SchemaObject& object, Node& map) {
  Node& columns = map.add("columns", Node::map());
  columns.style = Node::Style::block;
  for (const Column& column : object.columns)
    columns.add(column.name.text(), column_node(column, false));
}

void read_columns(MapReader& reader, SchemaObject& object) {
  const Node& columns = reader.require("columns");
  MapReader(columns, "'columns' of " + reader.what()).mark();
  for (const NodeEntry& entry : columns.entries) {
    MapReader inside(entry.value, "column '" + entry.key + "'");
    ColumnConstraints constraints;
    object.columns.push_back(read_column(inside, Identifier(entry.key), constraints));
    inside.finish();
    if (constraints.primary_key || !constraints.others.empty())
      throw error_at(entry.value.mark, "a column of a type has no constraints");
  }
}

void write_checks(const SchemaObject& object, Node& map) {
  if (object.checks.empty()) return;
  Node& list = map.add("checks", Node::sequence());
  for (const CheckConstraint& check : object.checks)
    write_constraint(check, list.items.emplace_back(Node::map()));
}

void read_checks(MapReader& reader, SchemaObject& object) {
  const Node* list = reader.find("checks");
  if (list == nullptr) return;
  if (!list->is_sequence())
    throw error_at(list->mark, "'checks' of " + reader.what() + " must be a list");
  for (const Node& node : list->items) {
    MapReader inside(node, "a check of " + reader.what());
    object.checks.push_back(
        std::get<CheckConstraint>(read_constraint(inside, ConstraintKind::check)));
    inside.finish();
  }
}

void write_indexes(const SchemaObject& object, Node& map) {
  if (object.indexes.empty()) return;
  Node& indexes = map.add("indexes", Node::map());
  indexes.style = Node::Style::block;
  for (const Index& index : object.indexes)
    write_index(index, indexes.add(index.name.text(), Node::map()));
}

void read_indexes(MapReader& reader, SchemaObject& object) {
  const Node* indexes = reader.find("indexes");
  if (indexes == nullptr) return;
  MapReader(*indexes, "'indexes' of " + reader.what()).mark();
  for (const NodeEntry& entry : indexes->entries) {
    MapReader inside(entry.value, "index '" + entry.key + "'");
    object.indexes.push_back(read_index(inside, Identifier(entry.key)));
    inside.finish();
  }
}

void read_attributes(MapReader& reader, SchemaObject& object) {
  for (const std::string_view key : known_attributes(object.id.kind))
    if (const auto value = reader.text(key)) object.attributes[std::string(key)] = *value;
}

}  // namespace

void write_object(const SchemaObject& object, Node& map) {
  const ObjectKind kind = object.id.kind;
  if (has_definition(kind)) map.add("definition", dialect_text_node(object.definition));
  if (kind == ObjectKind::enumeration) write_values(object, map);
  if (kind == ObjectKind::composite_type) write_columns(object, map);
  for (const auto& [key, value] : object.attributes) map.add(key, Node::text(value));
  write_checks(object, map);
  write_indexes(object, map);
  if (!object.comment.empty()) map.add("comment", Node::text(object.comment));
  if (!object.options.empty()) map.add("options", options_node(object.options));
  if (object.privileges) map.add("privileges", privileges_node(*object.privileges));
  if (!object.dialects.empty()) {
    Node& names = map.add("dialects", Node::sequence());
    for (const std::string& name : object.dialects) names.items.push_back(Node::text(name));
  }
  if (!object.renamed_from.empty()) map.add("renamed_from", Node::text(object.renamed_from.text()));
}

SchemaObject read_object(MapReader& reader, ObjectId id) {
  SchemaObject object;
  object.id = std::move(id);
  const ObjectKind kind = object.id.kind;
  if (has_definition(kind))
    static_cast<DialectText&>(object.definition) =
        read_dialect_text(reader.require("definition"), "'definition' of " + reader.what());
  if (kind == ObjectKind::enumeration) read_values(reader, object);
  if (kind == ObjectKind::composite_type) read_columns(reader, object);
  read_attributes(reader, object);
  if (kind == ObjectKind::domain) read_checks(reader, object);
  if (kind == ObjectKind::materialized_view) read_indexes(reader, object);
  object.comment = reader.text("comment").value_or("");
  if (const Node* node = reader.find("options")) object.options = read_options(*node);
  if (const Node* node = reader.find("privileges")) object.privileges = read_privileges(*node);
  object.dialects = reader.texts("dialects");
  object.renamed_from = Identifier(reader.text("renamed_from").value_or(""));
  return object;
}

}  // namespace whimbrel
