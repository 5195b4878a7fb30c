// The words that statements about objects have in common.
#pragma once

#include <string>
#include <string_view>

#include "whimbrel/dialect/sql_writer.h"
#include "whimbrel/model/object.h"

namespace whimbrel::postgresql {

/// What stands behind CREATE, ALTER, DROP and COMMENT ON: "VIEW", "TYPE", ... Empty for what this
/// database does not have (events).
std::string_view words_for(ObjectKind kind);

/// True for a function that CREATE AGGREGATE makes: the words for functions do not hold for it.
bool is_aggregate(const SchemaObject& object);
/// The words for this object.
std::string_view words_for(const SchemaObject& object);

/// The object as these statements name it: `name`, `name(arguments)`, `name ON table`.
void write_object(const ObjectId& id, SqlWriter& sql);

/// The table and the column of "table.column" (`owned_by`); both empty for an empty text.
std::pair<QualifiedName, Identifier> owner_of_sequence(std::string_view owned_by);

/// Without white space and semicolons at the end.
std::string without_semicolon(std::string_view statement);

/// An attribute of an object; empty: not given.
std::string attribute(const SchemaObject& object, const std::string& key);

}  // namespace whimbrel::postgresql
