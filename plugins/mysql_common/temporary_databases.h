// Databases that last as long as the one who asked for them.
#pragma once

#include "whimbrel/dialect/abilities.h"
#include "whimbrel/dialect/dialect.h"

namespace whimbrel::mysql_family {

/// See TemporaryDatabases. The session that made a database holds a lock of the server under the
/// database's name: so it is known which ones nobody will drop. An endpoint without a database
/// means the server with its own character set. Immutable; borrows the dialect. [thread-safe]
class FamilyTemporaryDatabases final : public TemporaryDatabases {
 public:
  explicit FamilyTemporaryDatabases(const Dialect& dialect) : dialect_(&dialect) {}

  std::variant<std::unique_ptr<TemporaryDatabase>, Unsupported> create(
      const Endpoint& beside, std::string_view prefix) const override;
  std::vector<std::string> drop_leftovers(const Endpoint& beside,
                                          std::string_view prefix) const override;

 private:
  const Dialect* dialect_;
};

}  // namespace whimbrel::mysql_family
