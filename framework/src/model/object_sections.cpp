// The sections of schema.yaml beside its tables.
#include <algorithm>
#include <map>

#include "whimbrel/core/text.h"
#include "whimbrel/model/object_codec.h"

namespace whimbrel {
namespace {

constexpr std::string_view kEverybody = "public";

std::string what_of(const ObjectId& id) {
  return std::string(word_for(id.kind)) + " '" + id.text() + "'";
}

void read_entry(const NodeEntry& entry, ObjectId id, Schema& schema) {
  const std::string what = what_of(id);
  SchemaObject object;
  if (entry.value.is_null()) {
    static const Node kNothing = Node::map();
    MapReader reader(kNothing, what);
    object = read_object(reader, std::move(id));
  } else {
    MapReader reader(entry.value, what);
    object = read_object(reader, std::move(id));
    reader.finish();
  }
  const ObjectId key = object.id;
  if (!schema.objects.emplace(key, std::move(object)).second)
    throw error_at(entry.key_mark, what + " stands twice");
}

void read_section(ObjectKind kind, const Node& section, Schema& schema) {
  const std::string what = "'" + std::string(section_for(kind)) + "'";
  MapReader(section, what).mark();
  for (const NodeEntry& entry : section.entries) {
    if (!stands_on_table(kind)) {
      read_entry(entry, parse_object_key(kind, entry.key, {}), schema);
      continue;
    }
    MapReader(entry.value, what + " of table '" + entry.key + "'").mark();
    const QualifiedName table = parse_qualified_name(entry.key);
    for (const NodeEntry& inner : entry.value.entries)
      read_entry(inner, parse_object_key(kind, inner.key, table), schema);
  }
}

}  // namespace

std::string object_key(const ObjectId& id) {
  if (stands_on_table(id.kind)) return id.name.name.text();
  return has_arguments(id.kind) && !id.arguments.empty() ? id.name.text() + "(" + id.arguments + ")"
                                                         : id.name.text();
}

ObjectId parse_object_key(ObjectKind kind, std::string_view key, const QualifiedName& table) {
  ObjectId id;
  id.kind = kind;
  if (stands_on_table(kind)) {
    id.name = QualifiedName(table.schema, Identifier(key));
    id.table = table;
    return id;
  }
  const size_t open = has_arguments(kind) ? key.find('(') : std::string_view::npos;
  id.name = parse_qualified_name(key.substr(0, open));
  if (open != std::string_view::npos) {
    std::string_view inside = key.substr(open + 1);
    if (inside.ends_with(')')) inside.remove_suffix(1);
    id.arguments = std::string(inside);
  }
  return id;
}

void write_objects(const Schema& schema, Node& document) {
  for (const ObjectKind kind : kObjectKinds) {
    Node section = Node::map();
    std::map<std::string, size_t> places;  // names of one table need not follow one another
    for (const auto& [id, object] : schema.objects) {
      if (id.kind != kind) continue;
      Node node = Node::map();
      write_object(object, node);
      if (!stands_on_table(kind)) {
        section.add(object_key(id), std::move(node));
        continue;
      }
      const std::string table = id.table.text();
      const auto [place, added] = places.emplace(table, section.entries.size());
      if (added) section.add(table, Node::map()).style = Node::Style::block;
      section.entries[place->second].value.add(object_key(id), std::move(node));
    }
    if (section.entries.empty()) continue;
    section.style = Node::Style::block;
    document.add(std::string(section_for(kind)), std::move(section));
  }
}

void read_objects(MapReader& reader, Schema& schema) {
  for (const ObjectKind kind : kObjectKinds)
    if (const Node* section = reader.find(section_for(kind))) read_section(kind, *section, schema);
}

Node privileges_node(const std::vector<Privilege>& privileges) {
  Node map = Node::map();
  for (const Privilege& each : privileges) {
    const std::string grantee =
        each.grantee.empty() ? std::string(kEverybody) : each.grantee.text();
    const auto found = std::find_if(map.entries.begin(), map.entries.end(),
                                    [&](const NodeEntry& entry) { return entry.key == grantee; });
    Node& list = found != map.entries.end() ? found->value : map.add(grantee, Node::sequence());
    list.items.push_back(Node::text(each.grantable ? each.what + " with grant option" : each.what));
  }
  return map;
}

std::vector<Privilege> read_privileges(const Node& node) {
  constexpr std::string_view kGrantable = " with grant option";
  MapReader(node, "'privileges'").mark();
  std::vector<Privilege> privileges;
  for (const NodeEntry& entry : node.entries)
    for (std::string what : text_list(entry.value, "the privileges of '" + entry.key + "'")) {
      Privilege privilege;
      if (entry.key != kEverybody) privilege.grantee = Identifier(entry.key);
      privilege.grantable = lower(what).ends_with(kGrantable);
      if (privilege.grantable) what.resize(what.size() - kGrantable.size());
      privilege.what = std::move(what);
      privileges.push_back(std::move(privilege));
    }
  std::sort(privileges.begin(), privileges.end());
  return privileges;
}

}  // namespace whimbrel
