// Tables, columns, constraints and indexes in documents: the words of schema.yaml and of the
// operations. Every reader throws Error{config} with file, line and column for what it does not
// know; reading what was written gives the same value.
#pragma once

#include "whimbrel/core/node.h"
#include "whimbrel/core/node_reader.h"
#include "whimbrel/model/schema.h"

namespace whimbrel {

/// How the columns of a table are written: a map by name (schema.yaml), or a list in which each
/// has its name (operations).
enum class ColumnForm { map, list };

/// Adds the keys of a table, without its name, to a map.
void write_table(const Table& table, ColumnForm form, Node& map);
/// Reads them; the caller has asked `reader` for its own keys before and calls `finish` after.
/// Sets nullable=false for the columns of a primary key that do not say otherwise.
Table read_table(MapReader& reader, const QualifiedName& name);

/// A column as a map; `with_name` adds its name.
Node column_node(const Column& column, bool with_name);

/// What a column's map says about its table: constraints with this one column.
struct ColumnConstraints {
  bool primary_key = false;
  std::vector<Constraint> others;
};
/// Reads a column whose map has the key `name`.
Column read_named_column(const Node& node, ColumnConstraints& constraints);
Column read_column(MapReader& reader, const Identifier& name, ColumnConstraints& constraints);

/// The keys of a constraint (not its kind, not its table) in a map that has them all.
void write_constraint(const Constraint& constraint, Node& map);
Constraint read_constraint(MapReader& reader, ConstraintKind kind);
/// "primary_key", "unique", "foreign_key", "check".
std::string_view word_for(ConstraintKind kind);
ConstraintKind read_constraint_kind(const Node& node);

void write_index(const Index& index, Node& map);
Index read_index(MapReader& reader, const Identifier& name);

Node dialect_text_node(const DialectText& text);
DialectText read_dialect_text(const Node& node, std::string_view what);
Node default_node(const DefaultValue& value);
DefaultValue read_default(const Node& node);
Node generated_node(const Generated& generated);
Generated read_generated(const Node& node);
Node options_node(const Options& options);
Options read_options(const Node& node);

std::vector<Identifier> read_identifiers(const Node& node, std::string_view what);
Node identifiers_node(const std::vector<Identifier>& names);

}  // namespace whimbrel
