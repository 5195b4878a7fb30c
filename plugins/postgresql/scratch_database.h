// A scratch place that is a database of its own.
#pragma once

#include <memory>

#include "introspector.h"
#include "scratch_target.h"
#include "whimbrel/dialect/abilities.h"

namespace whimbrel::postgresql {

/// Creates a database on the server of `host` and a session in it, with the schemas, the search
/// path and (where that is allowed) the extensions of the target. `admin` is a session of `host`;
/// it is kept to drop the database in the end. Borrows the introspector. Throws what Connection
/// throws, and then leaves nothing behind.
std::unique_ptr<ScratchPlace> make_scratch_database(std::unique_ptr<Connection> admin,
                                                    const Endpoint& host, const ScratchTarget& look,
                                                    const PostgresqlIntrospector& introspector);

}  // namespace whimbrel::postgresql
