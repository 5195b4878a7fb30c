// Attributes that only some dialects have.
#pragma once

#include <map>
#include <string>

namespace whimbrel {

/// Dialect name -> key -> value. A plugin documents its keys; those of other dialects are carried
/// along untouched.
using Options = std::map<std::string, std::map<std::string, std::string>>;

}  // namespace whimbrel
