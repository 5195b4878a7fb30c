// One runner at a time, by PostgreSQL's advisory locks.
#pragma once

#include "whimbrel/dialect/abilities.h"

namespace whimbrel::postgresql {

/// See RunLocks. The lock belongs to the session and to its database: a client that is killed loses
/// it when the server has ended its statement, not before. Immutable. [thread-safe]
class AdvisoryLocks final : public RunLocks {
 public:
  std::unique_ptr<HeldLock> try_acquire(Connection& connection, const Endpoint& endpoint,
                                        std::string_view key) const override;
};

}  // namespace whimbrel::postgresql
