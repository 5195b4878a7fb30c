// What MariaDB is.
#pragma once

#include "mysql_common/product.h"

namespace whimbrel::mariadb {

class MariadbProduct final : public mysql_family::Product {
 public:
  std::string_view dialect() const override { return "mariadb"; }
  std::string_view label() const override { return "MariaDB"; }
  // Atomic DDL and ignored indexes.
  int least_version() const override { return 10'006'000; }
  std::string session_settings() const override;
  std::string statement_timeout(std::chrono::milliseconds limit) const override;
};

}  // namespace whimbrel::mariadb
