// Places where schemas are built to see what the server makes of them.
#pragma once

#include "introspector.h"
#include "whimbrel/dialect/abilities.h"
#include "whimbrel/dialect/bare_scratch_places.h"

namespace whimbrel::postgresql {

/// See ScratchPlaces. The place is a new database; where the user may not create one, it is a
/// schema in a transaction that is rolled back at the end; a bare place is always a database.
/// Borrows the types. Immutable. [thread-safe]
class PostgresqlScratchPlaces final : public ScratchPlaces, public BareScratchPlaces {
 public:
  explicit PostgresqlScratchPlaces(const PostgresqlTypes& types) : introspector_(types) {}

  std::variant<std::unique_ptr<ScratchPlace>, Unsupported> open(
      Connection& target, const Endpoint& endpoint, const Endpoint* scratch) const override;
  std::variant<std::unique_ptr<ScratchPlace>, Unsupported> open_bare(
      Connection& target, const Endpoint& endpoint, const Endpoint* scratch) const override;

 private:
  PostgresqlIntrospector introspector_;
};

}  // namespace whimbrel::postgresql
