// The operations of a migration: a closed set of plain structs, named as Alembic names them.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/model/schema.h"

namespace whimbrel {

// Drops carry in `before` what they drop, when it is known: then they can be turned round. With
// `if_exists` a drop does nothing where there is nothing to drop, with `if_not_exists` a creation
// nothing where there is something of that name, whatever it looks like: see guards.h.

struct CreateTable {
  Table table;  ///< with its constraints and indexes
  bool if_not_exists = false;
  bool operator==(const CreateTable&) const = default;
};

struct DropTable {
  QualifiedName table;
  std::optional<Table> before;
  bool if_exists = false;
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
  bool if_not_exists = false;
  bool operator==(const AddColumn&) const = default;
};

struct DropColumn {
  QualifiedName table;
  Identifier column;
  std::optional<Column> before;
  bool if_exists = false;
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
  /// What the column has besides, of the options that change: dialect name -> key -> value; an
  /// empty value takes the option away.
  Options options;
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
  bool if_exists = false;
  bool operator==(const DropConstraint&) const = default;
};

struct CreateIndex {
  QualifiedName table;
  Index index;
  bool if_not_exists = false;
  bool operator==(const CreateIndex&) const = default;
};

struct DropIndex {
  QualifiedName table;
  Identifier index;
  std::optional<Index> before;
  bool if_exists = false;
  bool operator==(const DropIndex&) const = default;
};

struct RenameIndex {
  QualifiedName table;
  Identifier index;
  Identifier to;
  bool operator==(const RenameIndex&) const = default;
};

struct RenameConstraint {
  QualifiedName table;
  Identifier name;
  Identifier to;
  ConstraintKind kind = ConstraintKind::check;
  bool operator==(const RenameConstraint&) const = default;
};

/// Looks at the rows that a foreign key or check made NOT VALID has not seen; with `validated`
/// false the way back: the constraint is again one that has not seen them.
struct ValidateConstraint {
  QualifiedName table;
  Identifier name;
  bool validated = true;
  bool operator==(const ValidateConstraint&) const = default;
};

/// The options of a table that change (engine, storage parameters, row security, ...); an empty
/// value takes the option away. `existing` has the same keys.
struct SetTableOptions {
  QualifiedName table;
  Options to;
  std::optional<Options> existing;
  bool operator==(const SetTableOptions&) const = default;
};

/// `table` becomes or ceases to be partitioned, where a database can do that to a table that
/// exists; an absent value: not partitioned.
struct SetPartitioning {
  QualifiedName table;
  std::optional<Expression> to;
  std::optional<std::optional<Expression>> existing;
  bool operator==(const SetPartitioning&) const = default;
};

/// `table` is the parent.
struct AttachPartition {
  QualifiedName table;
  QualifiedName partition;
  Expression bound;
  bool operator==(const AttachPartition&) const = default;
};

struct DetachPartition {
  QualifiedName table;
  QualifiedName partition;
  std::optional<Expression> bound;  ///< as it was
  Options options;
  bool operator==(const DetachPartition&) const = default;
};

// Objects beside tables. In files: create_view, drop_function, alter_sequence, rename_enum, ...

struct CreateObject {
  SchemaObject object;
  bool operator==(const CreateObject&) const = default;
};

struct DropObject {
  ObjectId id;
  std::optional<SchemaObject> before;
  bool operator==(const DropObject&) const = default;
};

/// The object becomes `to`; in files replace_view, replace_function, ... for what is defined by
/// text, alter_sequence, alter_enum, ... for the others. Whatever the database needs for it is the
/// renderer's: statements of its own, or dropping and creating.
struct AlterObject {
  SchemaObject to;
  std::optional<SchemaObject> existing;
  bool operator==(const AlterObject&) const = default;
};

struct RenameObject {
  ObjectId id;
  Identifier to;
  bool operator==(const RenameObject&) const = default;
};

/// A value more for an enum: before or behind another one, at the end when both are empty.
struct AddEnumValue {
  QualifiedName name;
  std::string value;
  std::string before;
  std::string after;
  bool operator==(const AddEnumValue&) const = default;
};

struct RenameEnumValue {
  QualifiedName name;
  std::string value;
  std::string to;
  bool operator==(const RenameEnumValue&) const = default;
};

/// What a privilege is given on: a table, or an object.
struct PrivilegePlace {
  std::optional<ObjectId> object;  ///< absent: a table
  QualifiedName table;
  bool operator==(const PrivilegePlace&) const = default;
};

struct Grant {
  PrivilegePlace on;
  std::vector<Privilege> privileges;
  bool operator==(const Grant&) const = default;
};

struct Revoke {
  PrivilegePlace on;
  std::vector<Privilege> privileges;
  bool operator==(const Revoke&) const = default;
};

// Rows. A value is a literal or an expression, as for defaults.

struct Assignment {
  Identifier column;
  DefaultValue value;
  bool operator==(const Assignment&) const = default;
};

struct RowSet {
  std::vector<Identifier> columns;
  std::vector<std::vector<DefaultValue>> rows;
  std::string file;  ///< the CSV file they come from, beside the revision; empty: written inline
  bool operator==(const RowSet&) const = default;
};

struct InsertRows {
  QualifiedName table;
  RowSet rows;
  std::vector<Identifier> key;  ///< what tells these rows from others; needed for the way back
  bool operator==(const InsertRows&) const = default;
};

/// Rows whose `key` is there are updated, others inserted.
struct UpsertRows {
  QualifiedName table;
  RowSet rows;
  std::vector<Identifier> key;
  bool operator==(const UpsertRows&) const = default;
};

struct UpdateRows {
  QualifiedName table;
  std::vector<Assignment> set;
  std::optional<Expression> where;   ///< absent: all rows
  std::vector<Assignment> existing;  ///< the same columns as they were; needed for the way back
  bool operator==(const UpdateRows&) const = default;
};

/// The rows that `where` names or, when it is absent, those of `rows` by their `key`.
struct DeleteRows {
  QualifiedName table;
  std::optional<Expression> where;
  RowSet rows;
  std::vector<Identifier> key;
  bool operator==(const DeleteRows&) const = default;
};

/// Values for rows that are there, some at a time, each part in a transaction of its own, so that a
/// large table stays usable; an interrupted run goes on behind the last key it did.
struct Backfill {
  QualifiedName table;
  std::vector<Assignment> set;
  std::optional<Expression> where;  ///< only these rows
  std::vector<Identifier> key;      ///< unique and not null; the order of the parts
  long long batch_size = 1000;      ///< rows
  long long pause_ms = 0;           ///< milliseconds between two parts
  bool operator==(const Backfill&) const = default;
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

using Operation =
    std::variant<CreateTable, DropTable, RenameTable, AddColumn, DropColumn, AlterColumn,
                 RenameColumn, CreateConstraint, DropConstraint, CreateIndex, DropIndex,
                 RenameIndex, RenameConstraint, ValidateConstraint, SetTableOptions,
                 SetPartitioning, AttachPartition, DetachPartition, CreateObject, DropObject,
                 AlterObject, RenameObject, AddEnumValue, RenameEnumValue, Grant, Revoke,
                 InsertRows, UpsertRows, UpdateRows, DeleteRows, Backfill, SetTableComment, Execute,
                 PluginOperation>;

/// The word for an operation in files and messages: "create_table", "create_foreign_key", ...
std::string word_for(const Operation& operation);

/// True for the kinds that files say `replace_...` of, false for `alter_...`.
bool is_replaced(ObjectKind kind);

/// For people: "create_table users", "add_column users.email".
std::string summary(const Operation& operation);

/// True when rows or values are lost: dropping a table, a column or a sequence, deleting rows.
bool is_destructive(const Operation& operation);

/// The table that an operation works on; null for SQL, plugin operations and objects that do not
/// stand on a table. Borrowed.
const QualifiedName* table_of(const Operation& operation);

}  // namespace whimbrel
