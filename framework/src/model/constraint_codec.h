// What the codecs of columns and constraints share.
#pragma once

#include "whimbrel/core/node_reader.h"
#include "whimbrel/model/constraint.h"

namespace whimbrel {

/// What a foreign key has beside its columns and the table it refers to.
void read_actions(MapReader& reader, ForeignKey& key);
void write_actions(const ForeignKey& key, Node& map);

}  // namespace whimbrel
