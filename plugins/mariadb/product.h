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
  mysql_family::OnlineFacts online(int server_version) const override;
  std::string_view index_algorithm() const override { return "NOCOPY"; }
  // A name is the dearest way that is allowed: cheaper ones are taken where they will do.
  std::string_view online_words() const override { return "ALGORITHM = INPLACE, LOCK = NONE"; }
};

}  // namespace whimbrel::mariadb
