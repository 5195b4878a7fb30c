// Documents to operations on objects beside tables.
#include "operation_readers.h"
#include "whimbrel/model/object_codec.h"

namespace whimbrel {
namespace {

// Which object: its name (with arguments in parentheses) and, for what stands on one, its table.
ObjectId read_id(MapReader& reader, ObjectKind kind) {
  const std::string name = reader.required_text("name");
  if (name.empty()) throw error_at(reader.mark(), "'name' of " + reader.what() + " is empty");
  QualifiedName table;
  if (stands_on_table(kind)) table = read_name(reader, "table");
  return parse_object_key(kind, name, table);
}

std::optional<SchemaObject> read_known(MapReader& reader, std::string_view key,
                                       const ObjectId& id) {
  const Node* node = reader.find(key);
  if (node == nullptr) return std::nullopt;
  MapReader inside(*node, "'" + std::string(key) + "' of " + reader.what());
  SchemaObject object = read_object(inside, id);
  inside.finish();
  return object;
}

Operations read_create(MapReader& reader, ObjectKind kind) {
  return {CreateObject{read_object(reader, read_id(reader, kind))}};
}

Operations read_drop(MapReader& reader, ObjectKind kind) {
  DropObject op;
  op.id = read_id(reader, kind);
  op.before = read_known(reader, "before", op.id);
  return {std::move(op)};
}

Operations read_alter(MapReader& reader, ObjectKind kind) {
  AlterObject op;
  op.to = read_object(reader, read_id(reader, kind));
  op.existing = read_known(reader, "existing", op.to.id);
  return {std::move(op)};
}

Operations read_rename(MapReader& reader, ObjectKind kind) {
  ObjectId id = read_id(reader, kind);
  return {RenameObject{std::move(id), read_identifier(reader, "to")}};
}

Operations read_add_value(MapReader& reader) {
  AddEnumValue op;
  op.name = read_name(reader, "enum");
  op.value = reader.required_text("value");
  op.before = reader.text("before").value_or("");
  op.after = reader.text("after").value_or("");
  if (!op.before.empty() && !op.after.empty())
    throw error_at(reader.mark(), "add_enum_value takes 'before' or 'after', not both");
  return {std::move(op)};
}

Operations read_rename_value(MapReader& reader) {
  const QualifiedName name = read_name(reader, "enum");
  std::string value = reader.required_text("value");
  return {RenameEnumValue{name, std::move(value), reader.required_text("to")}};
}

// `table: users`, or the word of a kind: `sequence: s`, `function: add(integer)`.
PrivilegePlace read_place(MapReader& reader) {
  PrivilegePlace place;
  bool found = false;
  if (reader.find("table") != nullptr) {
    place.table = read_name(reader, "table");
    found = true;
  }
  for (const ObjectKind kind : kObjectKinds) {
    if (stands_on_table(kind) || reader.find(word_for(kind)) == nullptr) continue;
    if (found) throw error_at(reader.mark(), reader.what() + " names more than one object");
    place.object = parse_object_key(kind, reader.required_text(word_for(kind)), {});
    found = true;
  }
  if (!found)
    throw error_at(reader.mark(), reader.what() + " does not say on what")
        .with_hint("name it: 'table: users', 'sequence: numbers', 'function: add(integer)'");
  return place;
}

template <class Op>
Operations read_privilege_change(MapReader& reader) {
  Op op;
  op.on = read_place(reader);
  op.privileges = read_privileges(reader.require("privileges"));
  return {std::move(op)};
}

}  // namespace

void add_object_readers(OperationReaders& readers) {
  for (const ObjectKind kind : kObjectKinds) {
    const auto with_kind = [kind](Operations (*read)(MapReader&, ObjectKind)) -> OperationReader {
      return [kind, read](MapReader& reader, const Node&) { return read(reader, kind); };
    };
    const std::string word(word_for(kind));
    readers.emplace("create_" + word, with_kind(read_create));
    readers.emplace("drop_" + word, with_kind(read_drop));
    readers.emplace((is_replaced(kind) ? "replace_" : "alter_") + word, with_kind(read_alter));
    readers.emplace("rename_" + word, with_kind(read_rename));
  }
  const auto plain = [](Operations (*read)(MapReader&)) -> OperationReader {
    return [read](MapReader& reader, const Node&) { return read(reader); };
  };
  readers.emplace("add_enum_value", plain(read_add_value));
  readers.emplace("rename_enum_value", plain(read_rename_value));
  readers.emplace("grant", plain(read_privilege_change<Grant>));
  readers.emplace("revoke", plain(read_privilege_change<Revoke>));
}

}  // namespace whimbrel
