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
    begins.push_back(text.size());
    text.append(text_of(step)).append("\n;\n");
  }
}

std::size_t Message::step_at(std::size_t offset) const {
  return static_cast<std::size_t>(std::upper_bound(begins.begin(), begins.end(), offset) -
                                  begins.begin()) -
         1;
}

}  // namespace whimbrel::postgresql
