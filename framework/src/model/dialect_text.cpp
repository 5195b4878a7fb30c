#include "whimbrel/model/dialect_text.h"

namespace whimbrel {

const std::string& DialectText::for_dialect(std::string_view dialect) const {
  const auto found = overrides.find(std::string(dialect));
  return found == overrides.end() ? text : found->second;
}

}  // namespace whimbrel
