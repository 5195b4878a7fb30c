// A scratch place that is a schema in a transaction.
#pragma once

#include <memory>

#include "introspector.h"
#include "scratch_target.h"
#include "whimbrel/dialect/abilities.h"

namespace whimbrel::postgresql {

/// Opens a transaction in `session` and makes a schema in it that stands for the target's default
/// schema. Nothing of it is ever committed: the end of the place rolls it back. Extensions are
/// those of the database. Borrows the introspector. Throws what Connection throws.
std::unique_ptr<ScratchPlace> make_scratch_schema(std::unique_ptr<Connection> session,
                                                  const ScratchTarget& look,
                                                  const PostgresqlIntrospector& introspector);

}  // namespace whimbrel::postgresql
