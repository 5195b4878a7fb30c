#include "whimbrel/dialect/client_scripts.h"

namespace whimbrel {

ClientScripts::~ClientScripts() = default;

std::string ClientScripts::unless_exists(std::string create_table) const {
  constexpr std::string_view kCreate = "CREATE TABLE ";
  if (create_table.starts_with(kCreate)) create_table.insert(kCreate.size(), "IF NOT EXISTS ");
  return create_table;
}

}  // namespace whimbrel
