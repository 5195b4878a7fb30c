// Operations on objects beside tables, to documents.
#include "operation_writers.h"
#include "whimbrel/model/object_codec.h"

namespace whimbrel {
namespace {

Node id_node(const ObjectId& id) {
  Node map = Node::map();
  map.add("name", Node::text(object_key(id)));
  if (stands_on_table(id.kind)) map.add("table", Node::text(id.table.text()));
  return map;
}

void write_known(const char* key, const std::optional<SchemaObject>& object, Node& map) {
  if (object) write_object(*object, map.add(key, Node::map()));
}

template <class Op>
Node privilege_node(const Op& op) {
  Node map = Node::map();
  if (op.on.object)
    map.add(std::string(word_for(op.on.object->kind)), Node::text(object_key(*op.on.object)));
  else
    map.add("table", Node::text(op.on.table.text()));
  map.add("privileges", privileges_node(op.privileges));
  return map;
}

}  // namespace

Node body_node(const CreateObject& op) {
  Node map = id_node(op.object.id);
  map.style = Node::Style::block;
  write_object(op.object, map);
  return map;
}

Node body_node(const DropObject& op) {
  Node map = id_node(op.id);
  write_known("before", op.before, map);
  return map;
}

Node body_node(const AlterObject& op) {
  Node map = id_node(op.to.id);
  map.style = Node::Style::block;
  write_object(op.to, map);
  write_known("existing", op.existing, map);
  return map;
}

Node body_node(const RenameObject& op) {
  Node map = id_node(op.id);
  map.add("to", Node::text(op.to.text()));
  return map;
}

Node body_node(const AddEnumValue& op) {
  Node map = Node::map();
  map.add("enum", Node::text(op.name.text()));
  map.add("value", Node::text(op.value));
  if (!op.before.empty()) map.add("before", Node::text(op.before));
  if (!op.after.empty()) map.add("after", Node::text(op.after));
  return map;
}

Node body_node(const RenameEnumValue& op) {
  Node map = Node::map();
  map.add("enum", Node::text(op.name.text()));
  map.add("value", Node::text(op.value));
  map.add("to", Node::text(op.to));
  return map;
}

Node body_node(const Grant& op) { return privilege_node(op); }
Node body_node(const Revoke& op) { return privilege_node(op); }

}  // namespace whimbrel
