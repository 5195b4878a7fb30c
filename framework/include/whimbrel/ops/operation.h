// The operations of a migration: a closed set of plain structs, named as Alembic names them.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/model/table.h"

namespace whimbrel {

// Drops carry in `before` what they drop, when it is known: then they can be turned round.

struct CreateTable {
  Table table;  ///< with its constraints and indexes
  bool operator==(const CreateTable&) const = default;
};

struct DropTable {
  QualifiedName table;
  std::optional<Table> before;
  bool operator==(const DropTable&) const = default;
};

struct RenameTable {
  QualifiedName table;
  Identifier to;
  bool operator==(const RenameTable&) const = default;
};

struct AddColumn {
  QualifiedName table;
  Column column;
  bool operator==(const AddColumn&) const = default;
};

struct DropColumn {
  QualifiedName table;
  Identifier column;
  std::optional<Column> before;
  bool operator==(const DropColumn&) const = default;
};

/// The attributes of a column that a change names; what is absent stays as it is. For
/// `default_value` and `generated` the inner optional says: present with a value, or taken away.
struct ColumnAttributes {
  std::optional<SqlType> type;
  std::optional<bool> nullable;
  std::optional<std::optional<DefaultValue>> default_value;
  std::optional<bool> autoincrement;
  std::optional<std::optional<Generated>> generated;
  std::optional<std::string> collation;
  std::optional<std::string> comment;
  bool operator==(const ColumnAttributes&) const = default;
};

struct AlterColumn {
  QualifiedName table;
  Identifier column;
  ColumnAttributes to;
  ColumnAttributes existing;  ///< the same attributes as they were; needed for the way back
  Options options;            ///< for example how the values are converted
  bool operator==(const AlterColumn&) const = default;
};

struct RenameColumn {
  QualifiedName table;
  Identifier column;
  Identifier to;
  bool operator==(const RenameColumn&) const = default;
};

struct CreateConstraint {
  QualifiedName table;
  Constraint constraint;  ///< written as create_primary_key, create_unique_constraint, ...
  Options options;
  bool operator==(const CreateConstraint&) const = default;
};

struct DropConstraint {
  QualifiedName table;
  Identifier name;  ///< may be empty for a primary key
  ConstraintKind kind = ConstraintKind::check;
  std::optional<Constraint> before;
  bool operator==(const DropConstraint&) const = default;
};

struct CreateIndex {
  QualifiedName table;
  Index index;
  bool operator==(const CreateIndex&) const = default;
};

struct DropIndex {
  QualifiedName table;
  Identifier index;
  std::optional<Index> before;
  bool operator==(const DropIndex&) const = default;
};

/// An empty comment takes it away.
struct SetTableComment {
  QualifiedName table;
  std::string comment;
  std::optional<std::string> existing;
  bool operator==(const SetTableComment&) const = default;
};

/// SQL as it is. Nothing is known of its effect.
struct Execute {
  DialectText sql;
  bool operator==(const Execute&) const = default;
};

/// The one open arm: what a plugin adds. Only that plugin's renderer knows it.
struct PluginOperation {
  std::string name;
  std::map<std::string, std::string> values;
  std::shared_ptr<const PluginOperation> inverse;  ///< null: no way back
  bool operator==(const PluginOperation& other) const {
    return name == other.name && values == other.values;
  }
};

using Operation = std::variant<CreateTable, DropTable, RenameTable, AddColumn, DropColumn,
                               AlterColumn, RenameColumn, CreateConstraint, DropConstraint,
                               CreateIndex, DropIndex, SetTableComment, Execute, PluginOperation>;

/// The word for an operation in files and messages: "create_table", "create_foreign_key", ...
std::string word_for(const Operation& operation);

/// For people: "create_table users", "add_column users.email".
std::string summary(const Operation& operation);

/// True when rows or values are lost: dropping a table or a column.
bool is_destructive(const Operation& operation);

/// The table that an operation works on; null for SQL and plugin operations. Borrowed.
const QualifiedName* table_of(const Operation& operation);

}  // namespace whimbrel
