// Databases that last as long as the one who asked for them.
#pragma once

#include "whimbrel/dialect/abilities.h"

namespace whimbrel::postgresql {

/// See TemporaryDatabases. The comment of each database names the session that made it and that
/// lives as long as its maker: so it is known which ones nobody will drop. An endpoint without a
/// database means the maintenance database `postgres`. Immutable. [thread-safe]
class PostgresqlTemporaryDatabases final : public TemporaryDatabases {
 public:
  std::variant<std::unique_ptr<TemporaryDatabase>, Unsupported> create(
      const Endpoint& beside, std::string_view prefix) const override;
  std::vector<std::string> drop_leftovers(const Endpoint& beside,
                                          std::string_view prefix) const override;
};

}  // namespace whimbrel::postgresql
