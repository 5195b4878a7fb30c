#include "whimbrel/sdk/plugin.h"

#include "dialect.h"

WHIMBREL_PLUGIN(whimbrel::mariadb::MariadbDialect, "mariadb", WHIMBREL_PLUGIN_VERSION, "mariadb")
