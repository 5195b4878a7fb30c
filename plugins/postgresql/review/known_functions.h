// What is known of the server's own functions.
#pragma once

#include <string>
#include <vector>

namespace whimbrel::postgresql {

/// True for a function of the server's whose value does not change inside of a statement (STABLE or
/// IMMUTABLE). False for what is not known. `name` has its schema before it, or none. Pure.
bool is_steady_function(const std::vector<std::string>& name);

/// True for a function of the server's that changes no table and no schema. False for what is not
/// known. Pure.
bool is_harmless_function(const std::vector<std::string>& name);

}  // namespace whimbrel::postgresql
