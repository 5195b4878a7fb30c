#include "whimbrel/model/schema_codec.h"

#include "whimbrel/core/node_reader.h"
#include "whimbrel/model/table_codec.h"

namespace whimbrel {
namespace {

void read_tables(const Node& tables, Schema& schema) {
  MapReader(tables, "'tables'").mark();
  for (const NodeEntry& entry : tables.entries) {
    const QualifiedName name = parse_qualified_name(entry.key);
    MapReader reader(entry.value, "table '" + entry.key + "'");
    Table table = read_table(reader, name);
    reader.finish();
    if (!schema.tables.emplace(name, std::move(table)).second)
      throw error_at(entry.key_mark, "table '" + entry.key + "' stands twice");
  }
}

}  // namespace

SchemaDocument read_schema(const Node& document) {
  SchemaDocument result;
  if (document.is_null()) return result;
  MapReader reader(document, "the schema");
  if (const Node* tables = reader.find("tables")) read_tables(*tables, result.schema);
  if (const Node* manage = reader.find("manage")) {
    MapReader inside(*manage, "'manage'");
    result.exclude = inside.texts("exclude");
    inside.finish();
  }
  reader.finish();
  return result;
}

Node schema_node(const Schema& schema) {
  Node document = Node::map();
  Node& tables = document.add("tables", Node::map());
  for (const auto& [name, table] : schema.tables) {
    Node& map = tables.add(name.text(), Node::map());
    map.style = Node::Style::block;
    write_table(table, ColumnForm::map, map);
  }
  return document;
}

Node document_node(const SchemaDocument& document) {
  Node tables = schema_node(document.schema);
  if (document.exclude.empty()) return tables;
  Node result = Node::map();
  Node& exclude = result.add("manage", Node::map()).add("exclude", Node::sequence());
  for (const std::string& glob : document.exclude) exclude.items.push_back(Node::text(glob));
  result.entries.push_back(std::move(tables.entries.front()));
  return result;
}

void merge(SchemaDocument more, SchemaDocument& document) {
  for (auto& [name, table] : more.schema.tables)
    if (!document.schema.tables.emplace(name, std::move(table)).second)
      throw Error(ErrorCode::config,
                  "table '" + name.text() + "' stands in two files of the desired schema");
  document.exclude.insert(document.exclude.end(), more.exclude.begin(), more.exclude.end());
}

}  // namespace whimbrel
