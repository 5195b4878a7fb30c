#include "message.h"

#include <algorithm>

namespace whimbrel::postgresql {

std::string_view text_of(const BatchStep& step) {
  switch (step.kind) {
    case BatchStep::Kind::statement:
      return step.sql;
    case BatchStep::Kind::begin:
      return "BEGIN";
    case BatchStep::Kind::commit:
      return "COMMIT";
  }
  return step.sql;
}

Message::Message(std::span<const BatchStep> steps) {
  for (const BatchStep& step : steps) {
    starts.push_back(text.size());
    text.append(text_of(step)).append("\n;\n");
  }
}

std::size_t Message::step_at(std::size_t offset) const {
  const auto behind = std::upper_bound(starts.begin(), starts.end(), offset);
  return behind == starts.begin() ? 0 : static_cast<std::size_t>(behind - starts.begin()) - 1;
}

}  // namespace whimbrel::postgresql
