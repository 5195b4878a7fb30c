// Who uses a type.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "whimbrel/model/schema.h"

namespace whimbrel::postgresql {

/// What has to change over, or to go and come back, when another type takes the place of a type.
struct TypeUsers {
  struct Columns {
    QualifiedName table;
    std::vector<std::pair<Column, bool>> columns;  ///< true: an array of the type
  };
  std::vector<Columns> columns;
  /// Of these tables, with an expression or a column of the type.
  std::vector<std::pair<QualifiedName, Constraint>> constraints;
  std::vector<std::pair<QualifiedName, Index>> indexes;
  /// Functions, views, triggers and policies, in the order in which they can be created.
  std::vector<SchemaObject> objects;
};

/// The users of `type`, or why it cannot be replaced: "column ... of table ... is a partition key".
/// Pure.
std::variant<TypeUsers, std::string> users_of_type(const Schema& schema, const ObjectId& type);

}  // namespace whimbrel::postgresql
