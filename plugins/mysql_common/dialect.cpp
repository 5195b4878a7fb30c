#include "dialect.h"

#include "connection.h"

namespace whimbrel::mysql_family {
namespace {

constexpr std::size_t kLongestIdentifier = 64;

}  // namespace

FamilyDialect::FamilyDialect() : scratch_places_(*this), temporary_databases_(*this) {
  capabilities_.transactional_ddl = false;
  capabilities_.adds_foreign_keys = true;
  capabilities_.has_schemas = false;
  capabilities_.longest_identifier = kLongestIdentifier;
  capabilities_.identifiers_in_characters = true;
}

std::unique_ptr<Connection> FamilyDialect::connect(const Endpoint& endpoint) const {
  return mysql_family::connect(endpoint, product());
}

const void* FamilyDialect::ability(std::string_view id) const {
  // A pointer to the interface, since the asker casts it back to that and nothing else.
  if (id == RunLocks::id) return static_cast<const RunLocks*>(&run_locks_);
  if (id == ScratchPlaces::id) return static_cast<const ScratchPlaces*>(&scratch_places_);
  if (id == ReviewGuide::id) return &review_guide();
  if (id == TemporaryDatabases::id)
    return static_cast<const TemporaryDatabases*>(&temporary_databases_);
  if (id == StatementBatches::id) return static_cast<const StatementBatches*>(&batches_);
  if (id == ClientScripts::id) return &client_scripts();
  return nullptr;
}

}  // namespace whimbrel::mysql_family
