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
  /// `manage: {exclude: [...]}`: globs of names that are not ours: neither read nor touched.
  std::vector<std::string> exclude;
};

/// Throws Error{config} with file, line and column. An empty document is an empty schema.
SchemaDocument read_schema(const Node& document);

/// Tables only; reads back to the same schema.
Node schema_node(const Schema& schema);

/// The same with `manage: exclude` before the tables, where there is any.
Node document_node(const SchemaDocument& document);

/// Adds the tables and globs of `more` to `document`; a table that stands in both is an error.
void merge(SchemaDocument more, SchemaDocument& document);

}  // namespace whimbrel
