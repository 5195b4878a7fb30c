#include "whimbrel/dialect/name_matching.h"

namespace whimbrel {

NameMatching::~NameMatching() = default;

}  // namespace whimbrel
