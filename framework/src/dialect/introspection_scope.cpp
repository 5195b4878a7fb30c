#include <algorithm>

#include "whimbrel/core/text.h"
#include "whimbrel/dialect/introspector.h"

namespace whimbrel {

bool IntrospectionScope::covers(const QualifiedName& name) const {
  if (!only.empty() && std::find(only.begin(), only.end(), name) == only.end()) return false;
  const std::string text = name.text();
  return std::none_of(exclude.begin(), exclude.end(),
                      [&](const std::string& pattern) { return glob_matches(pattern, text); });
}

}  // namespace whimbrel
