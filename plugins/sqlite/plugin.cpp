#include "whimbrel/sdk/plugin.h"

#include "dialect.h"

WHIMBREL_PLUGIN(whimbrel::sqlite::SqliteDialect, WHIMBREL_PLUGIN_NAME, WHIMBREL_PLUGIN_VERSION,
                WHIMBREL_PLUGIN_SCHEMES)
