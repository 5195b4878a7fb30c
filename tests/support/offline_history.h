// A history with all that makes a script hard: branches, bodies, odd characters, rebuilds.
#pragma once

#include "support/project.h"

namespace whimbrel::test {

/// a1 -> a2 -> a3 and a1 -> b1, merged by m1; c1 is a base of its own that depends on a1. a2 is SQL
/// for each dialect with a body; a3 changes tables that have rows.
void write_history(Project& project);

/// Changes of tables of examples/music_shop, for a revision on its first one.
extern const char* const kChangesOfTheShop;

}  // namespace whimbrel::test
