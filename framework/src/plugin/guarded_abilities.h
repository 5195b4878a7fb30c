// A plugin's abilities behind the exception guard.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "whimbrel/dialect/abilities.h"
#include "whimbrel/dialect/dialect.h"

namespace whimbrel {

/// The known abilities of one dialect, asked for once. Immutable. [thread-safe]
class GuardedAbilities {
 public:
  GuardedAbilities(const Dialect& inner, const std::string& plugin);
  /// The guarded ability, or null.
  const void* find(std::string_view id) const;

 private:
  std::map<std::string_view, std::shared_ptr<const void>> abilities_;
};

}  // namespace whimbrel
