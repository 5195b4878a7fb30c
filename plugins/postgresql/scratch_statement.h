// What a desired schema says again of what a scratch place has already.
#pragma once

#include <string>
#include <string_view>

namespace whimbrel::postgresql {

/// A scratch place is furnished with the schemas and extensions of its target, which a script of
/// the whole database creates too: `CREATE SCHEMA` and `CREATE EXTENSION` get their IF NOT EXISTS.
/// Every other statement stays as it is. Pure.
std::string for_furnished_place(std::string_view sql);

}  // namespace whimbrel::postgresql
