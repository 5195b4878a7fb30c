// The root of the plugin.
#pragma once

#include "introspector.h"
#include "mysql_common/dialect.h"
#include "product.h"
#include "renderer.h"
#include "review_guide.h"
#include "type_system.h"

namespace whimbrel::mariadb {

/// [thread-safe]
class MariadbDialect final : public mysql_family::FamilyDialect {
 public:
  MariadbDialect()
      : introspector_(product_, types_), renderer_(*this, product_), guide_(*this, product_) {}

  const TypeSystem& types() const override { return types_; }
  const Introspector& introspector() const override { return introspector_; }
  const OpRenderer& renderer() const override { return renderer_; }

 protected:
  const mysql_family::Product& product() const override { return product_; }
  const ReviewGuide& review_guide() const override { return guide_; }
  const ClientScripts& client_scripts() const override { return client_scripts_; }

 private:
  MariadbProduct product_;
  mysql_family::FamilyClientScripts client_scripts_{product_};
  MariadbTypes types_;
  MariadbIntrospector introspector_;
  MariadbRenderer renderer_;
  MariadbReviewGuide guide_;
};

}  // namespace whimbrel::mariadb
