// Types that MariaDB has in its own way.
#pragma once

#include "mysql_common/type_system.h"

namespace whimbrel::mariadb {

class MariadbTypes final : public mysql_family::FamilyTypes {
 protected:
  std::variant<std::string, Unsupported> native_uuid(const ServerInfo& server) const override;
  bool is_uuid(std::string_view native_text) const override;
};

}  // namespace whimbrel::mariadb
