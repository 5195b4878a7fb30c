// Names that a schema leaves open.
#pragma once

#include "whimbrel/model/table.h"

namespace whimbrel {

/// `built`, with the names by rule taken away that stand for constraints without a name in
/// `written`. Pure.
Table with_open_names(const Table& written, Table built);

}  // namespace whimbrel
