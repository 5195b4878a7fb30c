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
  mysql_family::OnlineFacts online(int server_version) const override;
  std::string_view index_algorithm() const override { return "INPLACE"; }
  // To name INPLACE is to forbid INSTANT, and INSTANT is refused once a table has been changed that
  // way too often. Without a name the server takes the cheapest, and still locks nobody out.
  std::string_view online_words() const override { return "LOCK = NONE"; }
};

}  // namespace whimbrel::mysql
