#include "product.h"

namespace whimbrel::mysql {

std::string MysqlProduct::session_settings() const { return {}; }

// In milliseconds, and for SELECT only: MySQL has no limit for other statements.
std::string MysqlProduct::statement_timeout(std::chrono::milliseconds limit) const {
  return "max_execution_time = " + std::to_string(limit.count());
}

}  // namespace whimbrel::mysql
