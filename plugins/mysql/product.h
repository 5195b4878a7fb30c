// What MySQL is.
#pragma once

#include "mysql_common/product.h"

namespace whimbrel::mysql {

class MysqlProduct final : public mysql_family::Product {
 public:
  std::string_view dialect() const override { return "mysql"; }
  std::string_view label() const override { return "MySQL"; }
  // Check constraints.
  int least_version() const override { return 8'000'016; }
  std::string session_settings() const override;
  std::string statement_timeout(std::chrono::milliseconds limit) const override;
};

}  // namespace whimbrel::mysql
