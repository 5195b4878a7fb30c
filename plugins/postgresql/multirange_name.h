// The name that a multirange type gets when nobody gives it one.
#pragma once

#include <string>

namespace whimbrel::postgresql {

/// The server's rule: the first "range" of the name becomes "multirange", or it is put behind.
/// Pure.
inline std::string default_multirange_name(std::string name) {
  const size_t at = name.find("range");
  if (at == std::string::npos) return name + "_multirange";
  return name.insert(at, "multi");
}

}  // namespace whimbrel::postgresql
