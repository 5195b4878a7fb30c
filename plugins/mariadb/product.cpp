#include "product.h"

namespace whimbrel::mariadb {

// Without it the first timestamp of a table gets a default that nobody wrote. Servers that cannot
// have it per session read a comment.
std::string MariadbProduct::session_settings() const {
  return "/*M!100804 , explicit_defaults_for_timestamp = 1 */";
}

std::string MariadbProduct::statement_timeout(std::chrono::milliseconds limit) const {
  const std::string digits = std::to_string(limit.count() % 1000);
  return "max_statement_time = " + std::to_string(limit.count() / 1000) + "." +
         std::string(3 - digits.size(), '0') + digits;
}

}  // namespace whimbrel::mariadb
