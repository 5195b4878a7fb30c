#include "apply_object.h"

#include <algorithm>

namespace whimbrel {
namespace {

using Problem = std::optional<std::string>;

std::string about(const ObjectId& id) {
  return std::string(word_for(id.kind)) + " '" + id.text() + "'";
}

SchemaObject* find(Schema& schema, const ObjectId& id) {
  const auto found = schema.objects.find(id);
  return found == schema.objects.end() ? nullptr : &found->second;
}

SchemaObject* find_enum(Schema& schema, const QualifiedName& name) {
  return find(schema, {ObjectKind::enumeration, name});
}

auto place_of(std::vector<EnumValue>& values, const std::string& text) {
  return std::find_if(values.begin(), values.end(),
                      [&](const EnumValue& value) { return value.text == text; });
}

// The privileges of a table or object; null when there is no such.
std::optional<std::vector<Privilege>>* privileges_of(const PrivilegePlace& on, Schema& schema) {
  if (on.object) {
    SchemaObject* object = find(schema, *on.object);
    return object == nullptr ? nullptr : &object->privileges;
  }
  Table* table = schema.table(on.table);
  return table == nullptr ? nullptr : &table->privileges;
}

Problem nothing_there(const PrivilegePlace& on) {
  return on.object ? about(*on.object) + " does not exist"
                   : "table '" + on.table.text() + "' does not exist";
}

}  // namespace

Problem create_object(const CreateObject& op, Schema& schema) {
  if (schema.objects.emplace(op.object.id, op.object).second) return std::nullopt;
  return about(op.object.id) + " exists already";
}

Problem drop_object(const DropObject& op, Schema& schema) {
  if (schema.objects.erase(op.id) > 0) return std::nullopt;
  return about(op.id) + " does not exist";
}

Problem alter_object(const AlterObject& op, Schema& schema) {
  SchemaObject* object = find(schema, op.to.id);
  if (object == nullptr) return about(op.to.id) + " does not exist";
  *object = op.to;
  return std::nullopt;
}

Problem rename_object(const RenameObject& op, Schema& schema) {
  ObjectId to = op.id;
  to.name.name = op.to;
  if (find(schema, to) != nullptr) return about(to) + " exists already";
  auto node = schema.objects.extract(op.id);
  if (node.empty()) return about(op.id) + " does not exist";
  node.key() = to;
  node.mapped().id = to;
  schema.objects.insert(std::move(node));
  return std::nullopt;
}

Problem add_enum_value(const AddEnumValue& op, Schema& schema) {
  SchemaObject* object = find_enum(schema, op.name);
  if (object == nullptr) return about({ObjectKind::enumeration, op.name}) + " does not exist";
  auto& values = object->values;
  if (place_of(values, op.value) != values.end())
    return "enum '" + op.name.text() + "' has the value '" + op.value + "' already";
  auto place = values.end();
  const std::string& beside = op.before.empty() ? op.after : op.before;
  if (!beside.empty()) {
    place = place_of(values, beside);
    if (place == values.end()) return "enum '" + op.name.text() + "' has no value '" + beside + "'";
    if (op.before.empty()) ++place;
  }
  values.insert(place, EnumValue{op.value});
  return std::nullopt;
}

Problem rename_enum_value(const RenameEnumValue& op, Schema& schema) {
  SchemaObject* object = find_enum(schema, op.name);
  if (object == nullptr) return about({ObjectKind::enumeration, op.name}) + " does not exist";
  const auto place = place_of(object->values, op.value);
  if (place == object->values.end())
    return "enum '" + op.name.text() + "' has no value '" + op.value + "'";
  place->text = op.to;
  return std::nullopt;
}

Problem grant(const Grant& op, Schema& schema) {
  auto* privileges = privileges_of(op.on, schema);
  if (privileges == nullptr) return nothing_there(op.on);
  if (!*privileges) return std::nullopt;  // not managed
  for (const Privilege& each : op.privileges)
    if (std::find((*privileges)->begin(), (*privileges)->end(), each) == (*privileges)->end())
      (*privileges)->push_back(each);
  std::sort((*privileges)->begin(), (*privileges)->end());
  return std::nullopt;
}

Problem revoke(const Revoke& op, Schema& schema) {
  auto* privileges = privileges_of(op.on, schema);
  if (privileges == nullptr) return nothing_there(op.on);
  if (!*privileges) return std::nullopt;  // not managed
  for (const Privilege& gone : op.privileges)
    std::erase_if(**privileges, [&](const Privilege& each) {
      return each.grantee == gone.grantee && each.what == gone.what;
    });
  return std::nullopt;
}

void move_objects(const QualifiedName& table, const QualifiedName& to, Schema& schema) {
  std::vector<ObjectId> moved;
  for (const auto& [id, object] : schema.objects)
    if (id.table == table) moved.push_back(id);
  for (const ObjectId& id : moved) {
    auto node = schema.objects.extract(id);
    node.key().table = to;
    node.key().name.schema = to.schema;
    node.mapped().id = node.key();
    schema.objects.insert(std::move(node));
  }
}

}  // namespace whimbrel
