// Changes of types that may lose values.
#pragma once

#include <string>

namespace whimbrel {

/// True when a value of type `from` may not fit into `to`; false for types that nothing is known
/// of. Both as TypeSystem spells them. Pure.
bool may_not_fit(const std::string& from, const std::string& to);

}  // namespace whimbrel
