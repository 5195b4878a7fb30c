// Which names are the same for SQLite.
#pragma once

#include "whimbrel/dialect/name_matching.h"

namespace whimbrel::sqlite {

/// [thread-safe]
class SqliteNameMatching final : public NameMatching {
 public:
  bool ignores_case() const override { return true; }
};

}  // namespace whimbrel::sqlite
