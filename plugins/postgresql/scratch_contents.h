// Which schemas of a scratch place something was made in.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/dialect/connection.h"
#include "whimbrel/model/schema.h"

namespace whimbrel::postgresql {

/// For each schema of users a fingerprint of what is in it. Those of extensions are left out.
using SchemaContents = std::map<Identifier, std::string>;

/// Asks the server. Throws what Connection throws.
SchemaContents schema_contents(Connection& session);

/// The schemas of `after` that `before` does not have as they are, but for `default_schema`. Pure.
std::vector<Identifier> changed_schemas(const SchemaContents& before, const SchemaContents& after,
                                        const Identifier& default_schema);

/// What was read of a place, without the names of the schemas that were not read: they are there
/// because the target has them. Pure.
Schema without_furniture(Schema read);

}  // namespace whimbrel::postgresql
