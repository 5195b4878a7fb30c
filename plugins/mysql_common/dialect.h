// What the roots of both plugins share.
#pragma once

#include "batches.h"
#include "client_scripts.h"
#include "product.h"
#include "run_locks.h"
#include "scratch.h"
#include "temporary_databases.h"
#include "whimbrel/dialect/dialect.h"
#include "whimbrel/dialect/review_guide.h"

namespace whimbrel::mysql_family {

/// [thread-safe]
class FamilyDialect : public Dialect {
 public:
  FamilyDialect();

  std::string_view name() const override { return product().dialect(); }
  const Capabilities& capabilities() const override { return capabilities_; }
  const Syntax& syntax() const override { return family_syntax(); }
  std::unique_ptr<Connection> connect(const Endpoint& endpoint) const override;
  const void* ability(std::string_view id) const override;

 protected:
  virtual const Product& product() const = 0;
  virtual const ReviewGuide& review_guide() const = 0;
  virtual const ClientScripts& client_scripts() const = 0;

 private:
  Capabilities capabilities_;
  FamilyRunLocks run_locks_;
  FamilyScratchPlaces scratch_places_;
  FamilyTemporaryDatabases temporary_databases_;
  FamilyBatches batches_;
};

}  // namespace whimbrel::mysql_family
