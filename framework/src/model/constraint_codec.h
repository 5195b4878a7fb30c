// What the codecs of columns and constraints share.
#pragma once

#include "whimbrel/core/node_reader.h"
#include "whimbrel/model/constraint.h"

namespace whimbrel {

/// on_delete, on_update, deferrable and initially_deferred of a foreign key.
void read_actions(MapReader& reader, ForeignKey& key);
void write_actions(const ForeignKey& key, Node& map);

}  // namespace whimbrel
