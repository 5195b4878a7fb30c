#include "product.h"

namespace whimbrel::mysql {
namespace {

constexpr int kDropsColumnsInstantly = 8'000'029;

}  // namespace

std::string MysqlProduct::session_settings() const { return {}; }

// In milliseconds, and for SELECT only: MySQL has no limit for other statements.
std::string MysqlProduct::statement_timeout(std::chrono::milliseconds limit) const {
  return "max_execution_time = " + std::to_string(limit.count());
}

mysql_family::OnlineFacts MysqlProduct::online(int server_version) const {
  mysql_family::OnlineFacts facts;
  facts.drops_column_online = server_version == 0 || server_version >= kDropsColumnsInstantly;
  return facts;
}

}  // namespace whimbrel::mysql
