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

mysql_family::OnlineFacts MariadbProduct::online(int) const {
  mysql_family::OnlineFacts facts;
  facts.default_expression_copies = false;
  facts.virtual_expression_copies = false;
  facts.expression_index_blocks = false;
  facts.drops_indexed_column_online = true;
  facts.longer_varchar_may_outgrow_a_byte = true;
  facts.collation_of_key_rebuilds = false;
  facts.drops_primary_key_beside_unique_online = true;
  return facts;
}

}  // namespace whimbrel::mariadb
