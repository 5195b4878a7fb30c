// Names that a database cannot keep.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/dialect/capabilities.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

struct NewName {
  std::string kind;  ///< "table", "column", "constraint", "index", or the kind of an object
  Identifier name;
};

/// The names that `operation` brings into the database. Pure.
std::vector<NewName> new_names(const Operation& operation);

/// What is wrong with a name that is longer than the database keeps; nothing otherwise. Some
/// databases cut such a name off, and two names can become one. Pure.
std::optional<std::string> too_long(const NewName& name, const Capabilities& can);

/// The first of them that is too long, of all that `operation` brings. Pure.
std::optional<std::string> too_long(const Operation& operation, const Capabilities& can);

}  // namespace whimbrel
