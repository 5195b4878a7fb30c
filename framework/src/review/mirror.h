// Does the way down lead back?
#pragma once

#include "findings.h"
#include "touched.h"
#include "whimbrel/revision/walk.h"

namespace whimbrel {

/// downgrade-mismatch: `undone` is the schema when the migration was carried out and taken back,
/// `up` and `down` what each of the two changed. How an index was built (ReviewFacts) is no
/// difference. Linear in the size of the tables that they changed.
void find_mismatch(const TouchedTables& up, const TouchedTables& down, const Walked& way_down,
                   const Schema& undone, const Dialect& dialect, const ReviewFacts& facts,
                   Findings& findings);

}  // namespace whimbrel
