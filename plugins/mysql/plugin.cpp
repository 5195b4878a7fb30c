#include "whimbrel/sdk/plugin.h"

#include "dialect.h"

WHIMBREL_PLUGIN(whimbrel::mysql::MysqlDialect, "mysql", WHIMBREL_PLUGIN_VERSION, "mysql")
