// What the readers of the catalog share: one reader for each kind of object, one query for each.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "read_session.h"
#include "type_system.h"
#include "whimbrel/dialect/introspector.h"
#include "whimbrel/model/schema.h"

namespace whimbrel::postgresql {

/// What constraints and indexes ask of a column. `kind`: its type and collation, by their numbers.
struct CatalogColumn {
  Identifier name;
  std::string kind = {};
};
using ColumnNames = std::map<int, CatalogColumn>;
using CatalogRow = std::vector<std::optional<std::string>>;

/// One reading of the catalog. Borrowed by the readers. [one thread at a time]
struct CatalogRead {
  ReadSession& session;
  const IntrospectionScope& scope;
  const PostgresqlTypes& types;
  /// Modelled tables by their oid, and the their columns by number.
  std::unordered_map<std::string, Table> tables = {};
  std::unordered_map<std::string, ColumnNames> columns = {};
  std::vector<UnsupportedObject> unsupported = {};
  std::map<ObjectId, SchemaObject> objects = {};
  /// Views, materialised views, sequences and composite types by the oid of their relation.
  std::unordered_map<std::string, ObjectId> relations = {};

  /// The sequences of identity and serial columns: the oid of the table, and the column.
  std::map<QualifiedName, std::pair<std::string, Identifier>> column_sequences = {};

  /// The name as the model has it: without the schema in the default schema.
  QualifiedName name(const std::string& schema, const std::string& object) const;
  /// True when the scope does not exclude it. What `only` leaves out is left out by `condition`.
  bool included(const QualifiedName& name) const;
  bool included(const ObjectId& id) const;
  /// A condition on the SQL expressions for a schema's and an object's name that is true for what
  /// the scope wants to see.
  std::string condition(std::string_view schema, std::string_view object) const;
  /// `WITH wanted AS (...)`: oid, nspname and relname of the modelled tables of the scope, with
  /// `views` of the materialised views too.
  std::string wanted_tables(bool views = false) const;
  /// True when the scope is not about single tables, so that other objects are read.
  bool all_kinds() const { return scope.only.empty(); }
  /// The object of that identity, new and empty; null when the scope leaves it out.
  SchemaObject* add(const ObjectId& id);
};

/// A condition that is false for what an extension owns. `catalog` is the catalog of the object.
std::string not_of_extension(std::string_view catalog, std::string_view oid);

/// Sets an option of this dialect, when it has a value.
void set_option(Options& options, const std::string& key, const std::string& value);

/// The text of a value; empty where it is null.
const std::string& text(const std::optional<std::string>& value);
bool truth(const std::optional<std::string>& value);
void read_tables(CatalogRead& read);
void read_columns(CatalogRead& read);
void read_comments(CatalogRead& read);
void read_constraints(CatalogRead& read);
void read_indexes(CatalogRead& read);
/// Views, materialised views and composite types.
void read_views(CatalogRead& read);
/// Sequences that stand by themselves.
void read_sequences(CatalogRead& read);
/// Enums, domains and range types.
void read_own_types(CatalogRead& read);
/// Functions and procedures.
void read_routines(CatalogRead& read);
/// Triggers and policies.
void read_standing(CatalogRead& read);
/// Extensions and schemas.
void read_extensions(CatalogRead& read);
/// After all others: who may do what.
void read_privileges(CatalogRead& read);
void read_unsupported(CatalogRead& read);

}  // namespace whimbrel::postgresql
