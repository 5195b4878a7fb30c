// GET_LOCK, one of which a session may hold for the tool.
#pragma once

#include "whimbrel/dialect/abilities.h"

namespace whimbrel::mysql_family {

/// Locks are the server's, so their names hold the database. [thread-safe]
class FamilyRunLocks final : public RunLocks {
 public:
  std::unique_ptr<HeldLock> try_acquire(Connection& connection, const Endpoint& endpoint,
                                        std::string_view key) const override;
};

}  // namespace whimbrel::mysql_family
