// Scratch places: databases of their own on a server of the same product.
#pragma once

#include "whimbrel/dialect/abilities.h"
#include "whimbrel/dialect/dialect.h"

namespace whimbrel::mysql_family {

/// Immutable; borrows the dialect. [thread-safe]
class FamilyScratchPlaces final : public ScratchPlaces {
 public:
  explicit FamilyScratchPlaces(const Dialect& dialect) : dialect_(&dialect) {}

  std::variant<std::unique_ptr<ScratchPlace>, Unsupported> open(
      Connection& target, const Endpoint& endpoint, const Endpoint* scratch) const override;

 private:
  const Dialect* dialect_;
};

}  // namespace whimbrel::mysql_family
