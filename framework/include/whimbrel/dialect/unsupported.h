// The answer "this database cannot do that", which is a value and no exception.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace whimbrel {

struct Unsupported {
  std::string reason;                    ///< a sentence for people
  std::optional<std::size_t> operation;  ///< which of the operations that were asked for
};

}  // namespace whimbrel
