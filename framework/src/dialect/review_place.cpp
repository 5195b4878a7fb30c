#include <algorithm>

#include "whimbrel/dialect/review_guide.h"

namespace whimbrel {

bool ReviewPlace::is_new(const QualifiedName& table) const {
  return std::find(new_tables.begin(), new_tables.end(), table) != new_tables.end();
}

ReviewFacts ReviewGuide::facts() const { return {}; }

}  // namespace whimbrel
