// Views and triggers as SQLite keeps and takes them.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "whimbrel/dialect/unsupported.h"
#include "whimbrel/model/object.h"

namespace whimbrel::sqlite {

/// The view as sqlite_schema keeps it: the query behind AS, the names in parentheses as an option.
/// Pure; linear.
SchemaObject parse_view_sql(std::string_view sql, const QualifiedName& name);

/// The statement that creates a view or trigger, or why there is none here. That of a trigger is
/// its definition as SQLite would store it, under the name and on the table of its id: what was
/// read comes out byte for byte. Pure; linear.
std::variant<std::string, Unsupported> create_object_sql(const SchemaObject& object);

/// `DROP VIEW name`, `DROP TRIGGER name`.
std::string drop_object_sql(const ObjectId& id);

/// Why SQLite cannot have an object of this kind, by name; to be asked only when it cannot.
Unsupported no_such_kind(const ObjectId& id);

}  // namespace whimbrel::sqlite
