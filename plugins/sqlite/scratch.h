// Empty databases in memory.
#pragma once

#include "introspector.h"
#include "whimbrel/dialect/abilities.h"

namespace whimbrel::sqlite {

/// Every place is a database in memory of the library that is linked in, which is also the one that
/// answers for the target.
class MemoryScratchPlaces final : public ScratchPlaces {
 public:
  explicit MemoryScratchPlaces(const SqliteIntrospector& introspector)
      : introspector_(&introspector) {}
  std::variant<std::unique_ptr<ScratchPlace>, Unsupported> open(
      Connection& target, const Endpoint& endpoint, const Endpoint* scratch) const override;

 private:
  const SqliteIntrospector* introspector_;
};

}  // namespace whimbrel::sqlite
