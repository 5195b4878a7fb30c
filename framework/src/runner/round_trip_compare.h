// What is not as it was.
#pragma once

#include <string>
#include <vector>

#include "round_trip_tables.h"
#include "whimbrel/diff/canonical.h"
#include "whimbrel/runner/round_trip.h"
#include "whimbrel/seed/row_image.h"

namespace whimbrel {

/// Empty when both mean the same; otherwise what it would take to get from `actual` to `wanted`,
/// one sentence each, which begins with `when`. The order of columns does not count. Throws what
/// the scratch place of `work` throws.
std::vector<std::string> schema_changes(const Schema& wanted, const Schema& actual,
                                        const std::string& when, const Capabilities& can,
                                        CanonicalWork& work);

/// The rows of tables, as they were once.
using RowImages = std::vector<RowImage>;

/// The rows of those of `tables` that have some.
RowImages read_images(const Schema& schema, const std::vector<QualifiedName>& tables,
                      const Dialect& dialect, Connection& connection);

/// Compares `before` with the database, whose schema is `now`. What `losses` covers is not compared
/// and goes into the result as a declared loss; everything else that changed is a problem there.
/// `up`: the schema after the upgrade.
void compare_rows(const RowImages& before, const Schema& now, const Schema& up,
                  const DeclaredLosses& losses, const RoundTripWork& work, RoundTripResult& result);

}  // namespace whimbrel
