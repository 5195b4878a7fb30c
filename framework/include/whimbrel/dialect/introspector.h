// Reading the schema of a live database.
#pragma once

#include <string>
#include <vector>

#include "whimbrel/dialect/connection.h"
#include "whimbrel/model/schema.h"

namespace whimbrel {

/// What is to be read.
struct IntrospectionScope {
  /// Globs on the name (`name`, or `schema.name` outside the default schema): not read at all. With
  /// a kind before a colon ("view:legacy_*", "table:tmp_*") for objects of that kind.
  std::vector<std::string> exclude;
  /// When not empty: these tables only, with what stands on them (triggers, policies).
  std::vector<QualifiedName> only;
  /// When not empty: what none of these globs matches is not read. Same form as `exclude`.
  std::vector<std::string> include = {};
  /// Privileges are read for tables and all objects; without it, for views and materialised views
  /// only, which lose theirs when they are made again.
  bool privileges = false;
  /// Schemas that are read beside the default one, and reported as objects of that kind. Of others
  /// nothing is read but their names, for Schema::unsupported, unless `include` looks beyond.
  std::vector<Identifier> schemas = {};

  /// True when a table, or an object of the kind `kind` (see word_for(ObjectKind)), of that name is
  /// to be reported.
  bool covers(const QualifiedName& name, std::string_view kind = "table") const;
  /// The same for an object; one on a table is covered when that table is.
  bool covers(const ObjectId& id) const;
};

/// Everything in the database, in all of its schemas.
IntrospectionScope whole_database();

/// Immutable. [thread-safe; one thread at a time per connection]
class Introspector {
 public:
  Introspector() = default;
  Introspector(const Introspector&) = delete;
  Introspector& operator=(const Introspector&) = delete;
  virtual ~Introspector();

  /// The schema as the database has it, in a fixed small number of queries that does not grow with
  /// the number of tables. Tables of the default schema have no schema in their name. Types are
  /// spelled as TypeSystem::spelling says. Names that the server invents by a fixed rule (a primary
  /// key's, an index that a foreign key brings) are left out, so that the same definition always
  /// reads the same. Objects beside tables are in `objects`, their definitions as the database
  /// gives them back; what is not modelled is listed in `unsupported`. Objects that belong to an
  /// extension or that the server makes by itself for something else are left out. A table of
  /// `scope.only` that does not exist is absent from the result, not an error. Throws what
  /// Connection throws. The result is the caller's.
  virtual Schema read(Connection& connection, const IntrospectionScope& scope) const = 0;
};

}  // namespace whimbrel
