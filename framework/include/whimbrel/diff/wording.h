// Generated operations in the words of the desired schema.
#pragma once

#include <vector>

#include "whimbrel/model/naming.h"
#include "whimbrel/model/schema.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

/// A difference is found between two schemas in the database's own words. What an operation creates
/// is put back into the words of `written`, as the user wrote them and not reduced to a dialect, so
/// that the revision stays readable and runs on other databases too. What `written` does not have
/// stays as it is. `names` as for the difference. Pure.
void use_wording(std::vector<Operation>& operations, const Schema& written,
                 const NamingConvention& names = {});

}  // namespace whimbrel
