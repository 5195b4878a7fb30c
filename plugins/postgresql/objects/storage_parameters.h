// Storage parameters: what stands in WITH (...).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::postgresql {

/// The actions of ALTER that turn the parameters `from` into `to`: `SET (...)`, `RESET (...)`.
/// Both are written as in WITH: `fillfactor='70', autovacuum_enabled=off`. Pure.
std::vector<std::string> parameter_changes(std::string_view from, std::string_view to);

}  // namespace whimbrel::postgresql
