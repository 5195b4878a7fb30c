// PostgreSQL 12 and later.
#pragma once

#include <memory>

#include "batches.h"
#include "client_scripts.h"
#include "introspector.h"
#include "renderer.h"
#include "review/guide.h"
#include "run_locks.h"
#include "scratch.h"
#include "syntax.h"
#include "temporary_databases.h"
#include "type_system.h"
#include "whimbrel/dialect/dialect.h"

namespace whimbrel::postgresql {

/// The root of the plugin. [thread-safe]
class PostgresqlDialect final : public Dialect {
 public:
  PostgresqlDialect();

  std::string_view name() const override { return kDialectName; }
  const Capabilities& capabilities() const override { return capabilities_; }
  const Syntax& syntax() const override { return postgresql_syntax(); }
  const TypeSystem& types() const override { return types_; }
  const Introspector& introspector() const override { return introspector_; }
  const OpRenderer& renderer() const override { return renderer_; }
  std::unique_ptr<Connection> connect(const Endpoint& endpoint) const override;
  const void* ability(std::string_view id) const override;

 private:
  Capabilities capabilities_;
  PostgresqlTypes types_;
  PostgresqlIntrospector introspector_;
  PostgresqlRenderer renderer_;
  AdvisoryLocks run_locks_;
  PostgresqlScratchPlaces scratch_places_;
  PostgresqlReviewGuide review_guide_;
  PostgresqlTemporaryDatabases temporary_databases_;
  PsqlScripts client_scripts_;
  PostgresqlBatches batches_;
};

}  // namespace whimbrel::postgresql
