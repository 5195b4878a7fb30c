// A schema as an entity-relationship diagram.
#pragma once

#include <string>
#include <vector>

#include "whimbrel/model/schema.h"

namespace whimbrel::cli {

// Tables in name order, their columns in the order of the table, a line for each foreign key. The
// same schema gives the same bytes. Linear in the size of the schema.

/// In the language of Mermaid (erDiagram), as Markdown viewers draw it.
std::string mermaid_diagram(const Schema& schema);

/// In the language DOT of Graphviz.
std::string dot_diagram(const Schema& schema);

/// All tables but partitions, whose rows are their parents' rows. Borrowed from the schema.
std::vector<const Table*> drawn_tables(const Schema& schema);

/// How many rows of a table a row of the other one goes with, as crow's feet show it.
struct Cardinality {
  bool optional_parent = false;  ///< a referring column may be null
  bool single_child = false;     ///< the referring columns are a key of their table
};
Cardinality cardinality(const Table& table, const ForeignKey& key);

/// What a column is part of.
struct KeyRoles {
  bool primary = false;
  bool foreign = false;
  bool unique = false;  ///< alone: a unique constraint or index of this column and no other
};
KeyRoles key_roles(const Table& table, const Identifier& column);

/// The names with commas between them.
std::string listed(const std::vector<Identifier>& names);

}  // namespace whimbrel::cli
