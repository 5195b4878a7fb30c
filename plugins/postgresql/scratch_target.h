// What a scratch place has to have in common with its target.
#pragma once

#include <string>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/dialect/connection.h"

namespace whimbrel::postgresql {

struct ScratchExtension {
  Identifier name;
  Identifier schema;
  std::string version;
};

struct ScratchTarget {
  Identifier default_schema;
  std::string search_path;
  std::vector<Identifier> schemas;           ///< of users, the default one included
  std::vector<ScratchExtension> extensions;  ///< in the order of their creation
  /// The part of CREATE DATABASE that gives the same encoding and the same collation.
  std::string database_options;
};

/// Asks the target. Throws what Connection throws.
ScratchTarget describe_target(Connection& target);

/// What the session's user may do. Throws what Connection throws.
bool may_create_databases(Connection& session);
bool may_create_schemas(Connection& session);

/// A name that no other place has.
Identifier scratch_name();

}  // namespace whimbrel::postgresql
