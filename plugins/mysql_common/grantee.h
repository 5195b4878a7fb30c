// Who a privilege or an object belongs to.
#pragma once

#include <string>
#include <string_view>

namespace whimbrel::mysql_family {

/// `'name'@'host'` as the catalogs write it, as `name@host`; a role without host as its name. Pure.
std::string grantee_name(std::string_view catalog_text);

/// `name@host` in SQL; a name without host is that of a role. Pure.
std::string grantee_sql(std::string_view name);

}  // namespace whimbrel::mysql_family
