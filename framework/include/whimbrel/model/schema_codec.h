// schema.yaml: a whole schema as a document.
#pragma once

#include <string>
#include <vector>

#include "whimbrel/core/node.h"
#include "whimbrel/model/schema.h"

namespace whimbrel {

/// What a schema file says.
struct SchemaDocument {
  Schema schema;
  /// `manage: {exclude: [...]}`: globs of names that are not ours: neither read nor touched. With a
  /// kind before a colon ("view:legacy_*") it is for objects of that kind ("table", "view", ...).
  std::vector<std::string> exclude;
  /// `manage: {include: [...]}`: when there is any, what none of these globs matches is not ours.
  std::vector<std::string> include;
  /// `manage: {privileges: true}`: who may do what is part of the schema.
  bool privileges = false;
  /// The kinds of objects that the document has a section for, be it empty. Those of the others are
  /// not managed: they are left as they are.
  std::vector<ObjectKind> kinds = {};
};

/// Throws Error{config} with file, line and column. An empty document is an empty schema.
SchemaDocument read_schema(Node document);

/// Tables and objects; reads back to the same schema.
Node schema_node(const Schema& schema);

/// The same with `manage` before the tables, where there is anything in it.
Node document_node(const SchemaDocument& document);

/// Adds what `more` has to `document`; a table or object that stands in both is an error.
void merge(SchemaDocument more, SchemaDocument& document);

}  // namespace whimbrel
