// Files that last as long as the one who asked for them.
#pragma once

#include "whimbrel/dialect/abilities.h"

namespace whimbrel::sqlite {

/// See TemporaryDatabases. Each database has a folder of its own below the system's folder for
/// temporary files, closed to other users, which its maker keeps locked: so it is known which ones
/// nobody will remove. Immutable. [thread-safe]
class TemporaryFiles final : public TemporaryDatabases {
 public:
  std::variant<std::unique_ptr<TemporaryDatabase>, Unsupported> create(
      const Endpoint& beside, std::string_view prefix) const override;
  std::vector<std::string> drop_leftovers(const Endpoint& beside,
                                          std::string_view prefix) const override;
};

}  // namespace whimbrel::sqlite
