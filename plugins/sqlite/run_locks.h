// One runner at a time: a locked file beside the database.
#pragma once

#include "whimbrel/dialect/abilities.h"

namespace whimbrel::sqlite {

/// A database in memory belongs to one connection and is always granted. Otherwise the file
/// `<database>.whimbrel-lock` is locked, one byte for each key, by an open file description
/// (fcntl(2)): the system lets go when the process ends, however it ends.
class FileRunLocks final : public RunLocks {
 public:
  std::unique_ptr<HeldLock> try_acquire(Connection& connection, const Endpoint& endpoint,
                                        std::string_view key) const override;
};

}  // namespace whimbrel::sqlite
