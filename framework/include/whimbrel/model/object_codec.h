// Objects beside tables in documents: the words of schema.yaml and of the operations.
#pragma once

#include "whimbrel/core/node.h"
#include "whimbrel/core/node_reader.h"
#include "whimbrel/model/schema.h"

namespace whimbrel {

/// Adds the keys of an object, without name and table, to a map.
void write_object(const SchemaObject& object, Node& map);
/// Reads them; the caller has asked `reader` for its own keys before and calls `finish` after.
/// Throws Error{config} with file, line and column.
SchemaObject read_object(MapReader& reader, ObjectId id);

/// The key of an object in its section: `name`, `name(arguments)`; a trigger's or policy's name.
std::string object_key(const ObjectId& id);
/// Reads a key of a section; `table` is the one it stands under (triggers, policies).
ObjectId parse_object_key(ObjectKind kind, std::string_view key, const QualifiedName& table);

/// The sections of a schema's objects, in the order of the kinds, each only where it has any.
void write_objects(const Schema& schema, Node& document);
/// Reads all sections that `reader` has.
void read_objects(MapReader& reader, Schema& schema);

/// `privileges:` as a map of grantee to rights; "public" stands for everybody.
Node privileges_node(const std::vector<Privilege>& privileges);
std::vector<Privilege> read_privileges(const Node& node);

}  // namespace whimbrel
