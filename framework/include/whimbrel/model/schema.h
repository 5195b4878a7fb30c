// A whole schema: what a database has, or what it shall have.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "whimbrel/model/object.h"
#include "whimbrel/model/table.h"

namespace whimbrel {

/// An object that exists and is not modelled. It is named to the user and never touched.
struct UnsupportedObject {
  std::string kind;  ///< "view", "trigger", ...
  std::string name;
  auto operator<=>(const UnsupportedObject&) const = default;
};

struct Schema {
  std::map<QualifiedName, Table> tables;
  std::map<ObjectId, SchemaObject> objects;
  std::vector<UnsupportedObject> unsupported;
  bool operator==(const Schema&) const = default;

  /// The table of that name, or null. Borrowed from this schema.
  const Table* table(const QualifiedName& name) const;
  Table* table(const QualifiedName& name);
  /// The object of that identity, or null. Borrowed from this schema.
  const SchemaObject* object(const ObjectId& id) const;
};

/// The schemas beside the default one that tables and objects of `schema` are in, or are
/// themselves; in name order. Pure.
std::vector<Identifier> other_schemas(const Schema& schema);

/// The schema as one dialect sees it: every text with overrides is reduced to that dialect's form,
/// options of other dialects are left out, and so are objects that are for other dialects or have
/// no definition for this one. Pure.
Schema for_dialect(const Schema& schema, std::string_view dialect);
Table for_dialect(Table table, std::string_view dialect);
Column for_dialect(Column column, std::string_view dialect);
SchemaObject for_dialect(SchemaObject object, std::string_view dialect);
Index for_dialect(Index index, std::string_view dialect);
Constraint for_dialect(Constraint constraint, std::string_view dialect);
Options for_dialect(Options options, std::string_view dialect);
DialectText for_dialect(const DialectText& text, std::string_view dialect);

}  // namespace whimbrel
