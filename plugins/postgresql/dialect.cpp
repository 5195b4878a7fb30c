#include "dialect.h"

#include "connection.h"

namespace whimbrel::postgresql {

PostgresqlDialect::PostgresqlDialect()
    : introspector_(types_), renderer_(*this), scratch_places_(types_), review_guide_(types_) {
  capabilities_.transactional_ddl = true;
  capabilities_.adds_foreign_keys = true;
  capabilities_.views_hold_columns = true;
  capabilities_.has_schemas = true;
  capabilities_.longest_identifier = kLongestIdentifier;
}

std::unique_ptr<Connection> PostgresqlDialect::connect(const Endpoint& endpoint) const {
  return open_connection(endpoint);
}

const void* PostgresqlDialect::ability(std::string_view id) const {
  // A pointer to the interface, since the asker casts it back to that and nothing else.
  if (id == RunLocks::id) return static_cast<const RunLocks*>(&run_locks_);
  if (id == ScratchPlaces::id) return static_cast<const ScratchPlaces*>(&scratch_places_);
  if (id == BareScratchPlaces::id) return static_cast<const BareScratchPlaces*>(&scratch_places_);
  if (id == ReviewGuide::id) return static_cast<const ReviewGuide*>(&review_guide_);
  if (id == TemporaryDatabases::id)
    return static_cast<const TemporaryDatabases*>(&temporary_databases_);
  if (id == StatementBatches::id) return static_cast<const StatementBatches*>(&batches_);
  if (id == ClientScripts::id) return static_cast<const ClientScripts*>(&client_scripts_);
  return nullptr;
}

}  // namespace whimbrel::postgresql
