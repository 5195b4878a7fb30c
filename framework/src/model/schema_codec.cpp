#include "whimbrel/model/schema_codec.h"

#include <algorithm>

#include "whimbrel/core/node_reader.h"
#include "whimbrel/model/object_codec.h"
#include "whimbrel/model/table_codec.h"

namespace whimbrel {
namespace {

// What is read is freed at once: of a large schema the nodes take more room than the tables.
void read_tables(Node& tables, Schema& schema) {
  MapReader(tables, "'tables'").mark();
  for (NodeEntry& entry : tables.entries) {
    const QualifiedName name = parse_qualified_name(entry.key);
    MapReader reader(entry.value, "table '" + entry.key + "'");
    Table table = read_table(reader, name);
    reader.finish();
    if (!schema.tables.emplace(name, std::move(table)).second)
      throw error_at(entry.key_mark, "table '" + entry.key + "' stands twice");
    entry.value = Node();
  }
}

void write_globs(const char* key, const std::vector<std::string>& globs, Node& map) {
  if (globs.empty()) return;
  Node& list = map.add(key, Node::sequence());
  for (const std::string& glob : globs) list.items.push_back(Node::text(glob));
}

Node manage_node(const SchemaDocument& document) {
  Node map = Node::map();
  write_globs("include", document.include, map);
  write_globs("exclude", document.exclude, map);
  if (document.privileges) map.add("privileges", Node::boolean(true));
  return map;
}

}  // namespace

SchemaDocument read_schema(Node document) {
  SchemaDocument result;
  if (document.is_null()) return result;
  MapReader reader(document, "the schema");
  if (reader.find("tables") != nullptr)
    for (NodeEntry& entry : document.entries)
      if (entry.key == "tables") read_tables(entry.value, result.schema);
  read_objects(reader, result.schema);
  for (const ObjectKind kind : kObjectKinds)
    if (document.find(section_for(kind)) != nullptr) result.kinds.push_back(kind);
  if (const Node* manage = reader.find("manage")) {
    MapReader inside(*manage, "'manage'");
    result.exclude = inside.texts("exclude");
    result.include = inside.texts("include");
    result.privileges = inside.flag("privileges").value_or(false);
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
  write_objects(schema, document);
  return document;
}

Node document_node(const SchemaDocument& document) {
  Node schema = schema_node(document.schema);
  Node manage = manage_node(document);
  if (manage.entries.empty()) return schema;
  schema.entries.insert(schema.entries.begin(), {"manage", {}, std::move(manage)});
  return schema;
}

void merge(SchemaDocument more, SchemaDocument& document) {
  for (auto& [name, table] : more.schema.tables)
    if (!document.schema.tables.emplace(name, std::move(table)).second)
      throw Error(ErrorCode::config,
                  "table '" + name.text() + "' stands in two files of the desired schema");
  for (auto& [id, object] : more.schema.objects)
    if (!document.schema.objects.emplace(id, std::move(object)).second)
      throw Error(ErrorCode::config, std::string(word_for(id.kind)) + " '" + id.text() +
                                         "' stands in two files of the desired schema");
  document.include.insert(document.include.end(), more.include.begin(), more.include.end());
  for (const ObjectKind kind : more.kinds)
    if (std::find(document.kinds.begin(), document.kinds.end(), kind) == document.kinds.end())
      document.kinds.push_back(kind);
  document.privileges = document.privileges || more.privileges;
  document.exclude.insert(document.exclude.end(), more.exclude.begin(), more.exclude.end());
}

}  // namespace whimbrel
