// SQLite 3.37 and later.
#pragma once

#include <memory>

#include "client_scripts.h"
#include "introspector.h"
#include "name_matching.h"
#include "renderer.h"
#include "review_guide.h"
#include "run_locks.h"
#include "scratch.h"
#include "temporary_databases.h"
#include "type_system.h"
#include "whimbrel/dialect/dialect.h"

namespace whimbrel::sqlite {

/// The root of the plugin. [thread-safe]
class SqliteDialect final : public Dialect {
 public:
  SqliteDialect();

  std::string_view name() const override;
  const Capabilities& capabilities() const override { return capabilities_; }
  const Syntax& syntax() const override;
  const TypeSystem& types() const override { return types_; }
  const Introspector& introspector() const override { return introspector_; }
  const OpRenderer& renderer() const override { return renderer_; }
  std::unique_ptr<Connection> connect(const Endpoint& endpoint) const override;
  const void* ability(std::string_view id) const override;

 private:
  Capabilities capabilities_;
  SqliteTypes types_;
  SqliteIntrospector introspector_;
  SqliteRenderer renderer_;
  SqliteReviewGuide guide_;
  FileRunLocks run_locks_;
  MemoryScratchPlaces scratch_places_;
  TemporaryFiles temporary_databases_;
  SqliteClientScripts client_scripts_;
  SqliteNameMatching name_matching_;
};

}  // namespace whimbrel::sqlite
