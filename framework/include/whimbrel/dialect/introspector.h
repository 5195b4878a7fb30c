// Reading the schema of a live database.
#pragma once

#include <string>
#include <vector>

#include "whimbrel/dialect/connection.h"
#include "whimbrel/model/schema.h"

namespace whimbrel {

/// What is to be read.
struct IntrospectionScope {
  /// Globs on the name (`name`, or `schema.name` outside the default schema): not read at all.
  std::vector<std::string> exclude;
  /// When not empty: these tables only.
  std::vector<QualifiedName> only;

  /// True when a table or other object of that name is to be reported.
  bool covers(const QualifiedName& name) const;
};

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
  /// reads the same. Objects that are not modelled are listed in `unsupported`.
  /// A table of `scope.only` that does not exist is absent from the result, not an error.
  /// Throws what Connection throws. The result is the caller's.
  virtual Schema read(Connection& connection, const IntrospectionScope& scope) const = 0;
};

}  // namespace whimbrel
