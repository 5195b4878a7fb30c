#include "dialect.h"

#include "connection.h"
#include "options.h"
#include "syntax.h"

namespace whimbrel::sqlite {

SqliteDialect::SqliteDialect()
    : introspector_(types_), renderer_(*this), guide_(*this), scratch_places_(introspector_) {
  capabilities_.transactional_ddl = true;
  // A table that is made anew is copied while foreign keys are off, so its types may change.
  capabilities_.retypes_foreign_keys = true;
}

std::string_view SqliteDialect::name() const { return kDialect; }

const Syntax& SqliteDialect::syntax() const { return sqlite::syntax(); }

std::unique_ptr<Connection> SqliteDialect::connect(const Endpoint& endpoint) const {
  return std::make_unique<SqliteConnection>(endpoint);
}

const void* SqliteDialect::ability(std::string_view id) const {
  if (id == RunLocks::id) return static_cast<const RunLocks*>(&run_locks_);
  if (id == ScratchPlaces::id) return static_cast<const ScratchPlaces*>(&scratch_places_);
  if (id == ReviewGuide::id) return static_cast<const ReviewGuide*>(&guide_);
  if (id == TemporaryDatabases::id)
    return static_cast<const TemporaryDatabases*>(&temporary_databases_);
  if (id == NameMatching::id) return static_cast<const NameMatching*>(&name_matching_);
  if (id == ClientScripts::id) return static_cast<const ClientScripts*>(&client_scripts_);
  return nullptr;
}

}  // namespace whimbrel::sqlite
